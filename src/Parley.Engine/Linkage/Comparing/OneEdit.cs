namespace Parley.Engine.Linkage.Comparing;

/// <summary>Whether two texts differ by one typing error: a character more, less, other, or two neighbours exchanged.</summary>
internal static class OneEdit
{
    /// <summary>True for equal texts too.</summary>
    public static bool Apart(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > b.Length)
        {
            return Apart(b, a);
        }

        if (b.Length - a.Length > 1)
        {
            return false;
        }

        int same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        return a.Length < b.Length ? a.SequenceEqual(b[1..])
            : a.Length == 0 || a[1..].SequenceEqual(b[1..])
            || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
    }
}
