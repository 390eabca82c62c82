namespace Parley.Engine.Expressions;

/// <summary>A string with <c>\(f)</c> in it: literal parts and, between them, values turned into text by a format. The last interpolation is the outer loop.</summary>
internal sealed class StringNode(int offset, string[] literals, Node[] values, NativeFunction format) : ValueNode(offset)
{
    public override bool IsSingle { get; } = values.All(v => v.IsSingle);

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        var parts = new string[(values.Length * 2) + 1];
        for (int i = values.Length - 1; i >= 0; i--)
        {
            JqValue? value = values[i].One(machine, env, input);
            JqValue? text = value is null ? null : format(machine, this, value, []);
            if (text is null)
            {
                return null;
            }

            parts[(i * 2) + 1] = text.AsString;
        }

        return Join(machine, parts);
    }

    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        IsSingle ? base.Values(machine, env, input, receive) : Part(machine, env, input, values.Length - 1, [], receive);

    private bool Part(Machine machine, Env env, JqValue input, int at, string[] later, Func<JqValue, bool> receive)
    {
        if (at >= 0)
        {
            return machine.Tick(this) && values[at].Each(machine, env, input, value =>
                format(machine, this, value, []) is { } text && Part(machine, env, input, at - 1, [text.AsString, .. later], receive));
        }

        var parts = new string[(values.Length * 2) + 1];
        for (int i = 0; i < later.Length; i++)
        {
            parts[(i * 2) + 1] = later[i];
        }

        return Join(machine, parts) is { } joined && receive(joined);
    }

    private JqValue? Join(Machine machine, string[] parts)
    {
        for (int i = 0; i < literals.Length; i++)
        {
            parts[i * 2] = literals[i];
        }

        return machine.Tick(this) ? machine.Keep(this, new JqString(string.Concat(parts))) : null;
    }
}
