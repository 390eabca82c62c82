namespace Parley.Engine.Expressions;

/// <summary><c>error</c> and <c>error(f)</c>.</summary>
internal sealed class ErrorNode(int offset, Node message) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        message.Each(machine, env, input, value => machine.Raise(this, value));
}
