namespace Parley.Engine.Expressions;

/// <summary><c>empty</c>.</summary>
internal sealed class EmptyNode(int offset) : Node(offset)
{
    public override bool IsConstant => true;

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => true;
}
