namespace Parley.Engine.Expressions;

/// <summary><c>$name</c>.</summary>
internal sealed class VariableNode(int offset, int up) : ValueNode(offset)
{
    public override bool IsSingle => true;

    public override JqValue? One(Machine machine, Env env, JqValue input) => env.Up(up).Value;
}
