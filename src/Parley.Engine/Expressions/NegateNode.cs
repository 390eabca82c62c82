namespace Parley.Engine.Expressions;

/// <summary><c>-f</c>.</summary>
internal sealed class NegateNode(int offset, Node operand) : ValueNode(offset)
{
    public override bool IsSingle => operand.IsSingle;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? value = machine.Tick(this) ? operand.One(machine, env, input) : null;
        return value is null ? null : Negate(machine, value);
    }

    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        operand.Each(machine, env, input, value => Negate(machine, value) is { } negated && receive(negated));

    private JqValue? Negate(Machine machine, JqValue value) =>
        value is JqNumber n ? JqValue.From(-n.Value) : machine.Fail(this, $"{Machine.Show(value)} cannot be negated");
}
