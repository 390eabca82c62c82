namespace Parley.Engine.Expressions;

/// <summary><c>f, g</c>.</summary>
internal sealed class CommaNode(int offset, Node left, Node right) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        machine.Tick(this) && left.Run(machine, env, input, path, emit) && right.Run(machine, env, input, path, emit);
}
