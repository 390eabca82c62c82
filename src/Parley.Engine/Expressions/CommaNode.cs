namespace Parley.Engine.Expressions;

/// <summary><c>f, g</c>.</summary>
internal sealed class CommaNode(int offset, Node left, Node right) : Node(offset)
{
    public override bool IsConstant => left.IsConstant && right.IsConstant;

    public override Progress Advance(Machine machine, ref Tail tail, Emit emit)
    {
        if (!machine.Tick(this) || !left.Run(machine, tail.Env, tail.Input, tail.Path, emit))
        {
            return Progress.Stopped;
        }

        tail = tail with { Node = right };
        return Progress.Next;
    }

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        machine.Tick(this) && left.Run(machine, env, input, path, emit) && right.Run(machine, env, input, path, emit);
}
