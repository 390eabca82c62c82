namespace Parley.Engine.Expressions;

/// <summary><c>{name: f, …}</c>. With several outputs the first member is the outer loop.</summary>
internal sealed class ObjectNode(int offset, (Node Name, Node Value)[] members) : ValueNode(offset)
{
    public override bool IsSingle { get; } = members.All(m => m.Name.IsSingle && m.Value.IsSingle);

    public override bool IsConstant { get; } = members.All(m => m.Name.IsConstant && m.Value.IsConstant);

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        var builder = new JqObjectBuilder();
        foreach ((Node name, Node value) in members)
        {
            JqValue? n = machine.Tick(this) ? name.One(machine, env, input) : null;
            JqValue? v = n is null ? null : value.One(machine, env, input);
            if (v is null || !IsName(machine, n!))
            {
                return null;
            }

            builder.Set(n!.AsString, v);
        }

        return machine.Keep(this, builder.Build());
    }

    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        IsSingle ? base.Values(machine, env, input, receive) : Member(machine, env, input, 0, JqObject.Empty, receive);

    private bool Member(Machine machine, Env env, JqValue input, int at, JqObject soFar, Func<JqValue, bool> receive)
    {
        if (at == members.Length)
        {
            return machine.Keep(this, soFar) is not null && receive(soFar);
        }

        (Node name, Node value) = members[at];
        return machine.Tick(this) && name.Each(machine, env, input, n => IsName(machine, n)
            && value.Each(machine, env, input, v => Member(machine, env, input, at + 1, soFar.With(n.AsString, v), receive)));
    }

    private bool IsName(Machine machine, JqValue name) =>
        name.Kind == JqKind.String || machine.Raise(this, $"Cannot use {Machine.Show(name)} as object key");
}
