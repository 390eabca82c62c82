namespace Parley.Engine.Expressions;

/// <summary>Arithmetic and comparison. With several outputs on both sides the right one is the outer loop, as in jq.</summary>
internal sealed class BinaryNode(int offset, BinaryOperator operation, Node left, Node right) : ValueNode(offset)
{
    public override bool IsSingle { get; } = left.IsSingle && right.IsSingle;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? r = machine.Tick(this) ? right.One(machine, env, input) : null;
        JqValue? l = r is null ? null : left.One(machine, env, input);
        return l is null ? null : operation(machine, this, l, r!);
    }

    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) => machine.Tick(this)
        && right.Each(machine, env, input, r => left.Each(machine, env, input, l =>
        {
            JqValue? result = operation(machine, this, l, r);
            return result is not null && receive(result);
        }));
}
