namespace Parley.Engine.Expressions;

/// <summary>An object in order of insertion. Small ones are searched in order; large ones get an index on first use.</summary>
internal sealed class JqObject : JqValue
{
    public static readonly JqObject Empty = new([], []);

    private const int SmallCount = 8;
    private Dictionary<string, int>? _index;

    public JqObject(string[] names, JqValue[] values)
        : base(JqKind.Object, JqArray.Sum(values) + NameLengths(names), JqArray.Deepest(values) + 1)
    {
        Names = names;
        Values = values;
    }

    public string[] Names { get; }

    public JqValue[] Values { get; }

    public int Count => Names.Length;

    public JqValue? Find(string name)
    {
        int at = IndexOf(name);
        return at < 0 ? null : Values[at];
    }

    public int IndexOf(string name) => Names.Length <= SmallCount ? Array.IndexOf(Names, name) : Index().GetValueOrDefault(name, -1);

    public IEnumerable<KeyValuePair<string, JqValue>> Pairs()
    {
        for (int i = 0; i < Names.Length; i++)
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
            return new JqObject([.. Names, name], [.. Values, value]);
        }

        var values = (JqValue[])Values.Clone();
        values[at] = value;
        return new JqObject(Names, values);
    }

    /// <summary>A copy without a member; itself when there is none.</summary>
    public JqObject Without(string name)
    {
        int at = IndexOf(name);
        return at < 0 ? this : new JqObject([.. Names[..at], .. Names[(at + 1)..]], [.. Values[..at], .. Values[(at + 1)..]]);
    }

    /// <summary>The names in jq's order, by code point.</summary>
    public string[] SortedNames()
    {
        var sorted = (string[])Names.Clone();
        Array.Sort(sorted, JqComparer.CompareText);
        return sorted;
    }

    private static long NameLengths(string[] names)
    {
        long sum = 0;
        foreach (string name in names)
        {
            sum += name.Length + 3L;
        }

        return sum;
    }

    /// <summary>Built at most twice when two threads race; both results are the same.</summary>
    private Dictionary<string, int> Index()
    {
        if (_index is { } known)
        {
            return known;
        }

        var index = new Dictionary<string, int>(Names.Length, StringComparer.Ordinal);
        for (int i = 0; i < Names.Length; i++)
        {
            index[Names[i]] = i;
        }

        return _index = index;
    }
}
