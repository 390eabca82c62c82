namespace Parley.Engine.Expressions;

/// <summary>An object in order of insertion.</summary>
internal sealed class JqObject : JqValue
{
    public static readonly JqObject Empty = new(JqNames.None, []);

    public JqObject(JqNames names, JqValue[] values)
    {
        Shape = names;
        Values = values;
        (Weight, Depth) = JqArray.Measure(values);
        Weight += names.Weight;
    }

    public JqObject(string[] names, JqValue[] values)
        : this(new JqNames(names), values)
    {
    }

    private JqObject(JqNames names, JqValue[] values, long weight, int depth) => (Shape, Values, Weight, Depth) = (names, values, weight, depth);

    public override JqKind Kind => JqKind.Object;

    internal override long Weight { get; }

    internal override int Depth { get; }

    public JqNames Shape { get; }

    public string[] Names => Shape.All;

    public JqValue[] Values { get; }

    public int Count => Values.Length;

    public JqValue? Find(string name)
    {
        int at = Shape.IndexOf(name);
        return at < 0 ? null : Values[at];
    }

    public int IndexOf(string name) => Shape.IndexOf(name);

    public IEnumerable<KeyValuePair<string, JqValue>> Pairs()
    {
        for (int i = 0; i < Values.Length; i++)
        {
            yield return KeyValuePair.Create(Names[i], Values[i]);
        }
    }

    /// <summary>A copy with one member set.</summary>
    public JqObject With(string name, JqValue value)
    {
        int at = IndexOf(name);
        if (at < 0)
        {
            return new JqObject(new JqNames([.. Names, name]), [.. Values, value], Weight + value.Weight + name.Length + 4, Math.Max(Depth, value.Depth + 1));
        }

        var values = (JqValue[])Values.Clone();
        JqValue old = values[at];
        values[at] = value;
        return old.Depth < Depth - 1 || value.Depth == Depth - 1
            ? new JqObject(Shape, values, Weight + value.Weight - old.Weight, Math.Max(Depth, value.Depth + 1))
            : new JqObject(Shape, values);
    }

    /// <summary>A copy without a member; itself when there is none.</summary>
    public JqObject Without(string name)
    {
        int at = IndexOf(name);
        return at < 0 ? this : new JqObject(new JqNames([.. Names[..at], .. Names[(at + 1)..]]), [.. Values[..at], .. Values[(at + 1)..]]);
    }

    /// <summary>The names in jq's order, by code point.</summary>
    public string[] SortedNames() => Array.ConvertAll(Shape.Sorted, place => Names[place]);
}
