namespace Parley.Engine.Expressions;

/// <summary><c>[f]</c>.</summary>
internal sealed class ArrayNode(int offset, Node body) : ValueNode(offset)
{
    public override bool IsSingle => true;

    public override bool IsConstant => body.IsConstant;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        if (!machine.Tick(this))
        {
            return null;
        }

        var items = new List<JqValue>();
        long weight = 0;
        bool done = body.Each(machine, env, input, value =>
        {
            items.Add(value);
            weight += value.Weight + 1;
            return machine.Tick(this) && machine.FitsOutput(this, weight);
        });
        return done ? machine.Keep(this, new JqArray([.. items])) : null;
    }
}
