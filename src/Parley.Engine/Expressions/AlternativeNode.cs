namespace Parley.Engine.Expressions;

/// <summary><c>f // g</c>: the outputs of f that are neither false nor null; when there are none, those of g. Errors of f are errors of the whole.</summary>
internal sealed class AlternativeNode(int offset, Node first, Node second) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Tick(this))
        {
            return false;
        }

        bool any = false;
        bool done = first.Run(machine, env, input, path, (value, p) =>
        {
            if (!value.IsTruthy)
            {
                return true;
            }

            any = true;
            return emit(value, p);
        });
        if (!done)
        {
            return false;
        }

        return any || second.Run(machine, env, input, path, emit);
    }
}
