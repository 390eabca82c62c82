namespace Parley.Engine.Expressions;

/// <summary><c>repeat(f)</c>: the outputs of f on the input, over and over; an error, a break or the budget ends it.</summary>
internal sealed class RepeatNode(int offset, Node body) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        while (machine.Tick(this))
        {
            if (!body.Run(machine, env, input, path, emit))
            {
                return false;
            }
        }

        return false;
    }
}
