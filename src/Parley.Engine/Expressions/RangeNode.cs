namespace Parley.Engine.Expressions;

/// <summary><c>range($from; $upto; $by)</c>.</summary>
internal sealed class RangeNode(int offset, Node from, Node upto, Node by) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        from.Each(machine, env, input, f => upto.Each(machine, env, input, u => by.Each(machine, env, input, b => Count(machine, f, u, b, receive))));

    private bool Count(Machine machine, JqValue from, JqValue upto, JqValue by, Func<JqValue, bool> receive)
    {
        if (from is not JqNumber f || upto is not JqNumber u || by is not JqNumber b)
        {
            return machine.Raise(this, "Range bounds must be numeric");
        }

        // A step of zero goes on for ever, as in jq; the budget ends it.
        for (double i = f.Value; b.Value >= 0 ? i < u.Value : i > u.Value; i += b.Value)
        {
            if (!machine.Tick(this) || !receive(JqValue.From(i)))
            {
                return false;
            }
        }

        return true;
    }
}
