namespace Parley.Engine.Expressions;

/// <summary><c>f and g</c>, <c>f or g</c>; g is not computed when f decides.</summary>
internal sealed class LogicNode(int offset, Node left, Node right, bool isAnd) : ValueNode(offset)
{
    public override bool IsSingle { get; } = left.IsSingle && right.IsSingle;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? l = machine.Tick(this) ? left.One(machine, env, input) : null;
        if (l is null || l.IsTruthy != isAnd)
        {
            return l is null ? null : JqValue.From(!isAnd);
        }

        JqValue? r = right.One(machine, env, input);
        return r is null ? null : JqValue.From(r.IsTruthy);
    }

    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) => machine.Tick(this)
        && left.Each(machine, env, input, l => l.IsTruthy != isAnd
            ? receive(JqValue.From(!isAnd))
            : right.Each(machine, env, input, r => receive(JqValue.From(r.IsTruthy))));
}
