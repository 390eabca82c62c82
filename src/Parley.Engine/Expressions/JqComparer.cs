namespace Parley.Engine.Expressions;

/// <summary>jq's total order: null, false, true, numbers, strings by code point, arrays, objects (by their sorted names, then values).</summary>
internal static class JqComparer
{
    public static int Compare(JqValue a, JqValue b)
    {
        if (ReferenceEquals(a, b) && a.Kind != JqKind.Number)
        {
            return 0;
        }

        return a.Kind != b.Kind
            ? a.Kind.CompareTo(b.Kind)
            : (a, b) switch
            {
                (JqNumber x, JqNumber y) => CompareNumbers(x, y),
                (JqString x, JqString y) => JqString.Compare(x, y),
                (JqArray x, JqArray y) => CompareItems(x.Elements, y.Elements),
                (JqObject x, JqObject y) => CompareObjects(x, y),
                _ => 0,
            };
    }

    /// <summary>By code point: UTF-16 units would put the supplementary planes before U+E000.</summary>
    public static int CompareText(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        int same = a.AsSpan(0, length).CommonPrefixLength(b.AsSpan(0, length));
        if (same == length)
        {
            return a.Length.CompareTo(b.Length);
        }

        char x = a[same];
        char y = b[same];
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x.CompareTo(y)
            : char.IsSurrogate(x) ? CompareMixed(x, y)
            : -CompareMixed(y, x);
    }

    /// <summary>A surrogate against another unit: it stands for a code point above all units.</summary>
    private static int CompareMixed(char surrogate, char other) => other >= 0xE000 ? 1 : surrogate.CompareTo(other);

    /// <summary>NaN sorts below every number, and so below itself, as in jq.</summary>
    private static int CompareNumbers(JqNumber a, JqNumber b)
    {
        if (double.IsNaN(a.Value) || double.IsNaN(b.Value))
        {
            return double.IsNaN(a.Value) ? -1 : 1;
        }

        // Literals are compared digit by digit where their doubles cannot tell them apart.
        int order = a.Value.CompareTo(b.Value);
        return order != 0 || a.Text is null || b.Text is null || a.Text == b.Text ? order : JqNumberText.Compare(a.Text, b.Text);
    }

    private static int CompareItems(JqValue[] a, JqValue[] b)
    {
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            int order = Compare(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int CompareObjects(JqObject a, JqObject b)
    {
        if (ReferenceEquals(a.Shape, b.Shape))
        {
            return CompareMembers(a, b);
        }

        string[] left = a.SortedNames();
        string[] right = b.SortedNames();
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = CompareText(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        if (left.Length != right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        foreach (string name in left)
        {
            int order = Compare(a.Find(name)!, b.Find(name)!);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int CompareMembers(JqObject a, JqObject b)
    {
        foreach (int place in a.Shape.Sorted)
        {
            int order = Compare(a.Values[place], b.Values[place]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
