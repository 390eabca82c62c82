namespace Parley.Engine.Expressions;

/// <summary><c>break $x</c>.</summary>
internal sealed class BreakNode(int offset, int up) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => machine.Break(env.Up(up));
}
