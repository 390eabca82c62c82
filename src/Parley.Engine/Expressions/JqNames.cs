using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>
/// The names of an object in order of insertion, apart from its values: objects that are read one after the other, or built at one place of a
/// program, mostly have the same names and share them. Whatever is worked out of the names is worked out once; two threads may both do it, with
/// the same result.
/// </summary>
internal sealed class JqNames(string[] names)
{
    private const int SmallCount = 8;
    private Dictionary<string, int>? _index;
    private int[]? _sorted;
    private byte[]?[]? _json;

    public static JqNames None { get; } = new([]);

    public string[] All => names;

    public int Count => names.Length;

    /// <summary>How many characters the names take when written.</summary>
    public long Weight { get; } = names.Sum(n => n.Length + 3L);

    /// <summary>The places of the names in jq's order, by code point.</summary>
    public int[] Sorted => _sorted ??= Sort();

    public int IndexOf(string name)
    {
        if (names.Length > SmallCount)
        {
            return Index().GetValueOrDefault(name, -1);
        }

        for (int i = 0; i < names.Length; i++)
        {
            if (ReferenceEquals(names[i], name) || string.Equals(names[i], name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A name as it stands in JSON: in quotes, escaped, with the colon after it.</summary>
    public ReadOnlySpan<byte> Json(int place)
    {
        byte[]?[] json = _json ??= new byte[]?[names.Length];
        return json[place] ??= Encoding.UTF8.GetBytes(JqValue.From(names[place]) + ":");
    }

    private int[] Sort()
    {
        var order = new int[names.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort((string[])names.Clone(), order, Comparer<string>.Create(JqComparer.CompareText));
        return order;
    }

    private Dictionary<string, int> Index()
    {
        if (_index is { } known)
        {
            return known;
        }

        var index = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            index[names[i]] = i;
        }

        return _index = index;
    }
}
