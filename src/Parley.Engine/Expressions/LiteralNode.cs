namespace Parley.Engine.Expressions;

/// <summary>A value written in the program.</summary>
internal sealed class LiteralNode(int offset, JqValue value) : ValueNode(offset)
{
    public JqValue Value { get; } = value;

    public override bool IsSingle => true;

    public override bool IsConstant => true;

    public override JqValue? One(Machine machine, Env env, JqValue input) => Value;
}
