namespace Parley.Engine.Search;

/// <summary>
/// Terms of the index as numbers: six bits of kind, then eleven characters to the base of 38, so that terms sort as their texts do and a beginning is a range of
/// numbers. What is longer is cut off and what is no Latin letter or digit counts as one character: the index only finds candidates, the comparison decides.
/// </summary>
internal static class Term
{
    private const int Length = 11;
    private const ulong Base = 38;
    private const ulong Other = 37;
    private const int KindShift = 58;

    /// <summary>The term of a text.</summary>
    public static ulong Of(TermKind kind, ReadOnlySpan<char> text) => Pack(kind, text, 0);

    /// <summary>The term of a text read backwards.</summary>
    public static ulong Reversed(TermKind kind, ReadOnlySpan<char> text)
    {
        Span<char> reversed = stackalloc char[Length];
        int length = Math.Min(text.Length, Length);
        for (int i = 0; i < length; i++)
        {
            reversed[i] = text[^(i + 1)];
        }

        return Pack(kind, reversed[..length], 0);
    }

    /// <summary>The term of a number.</summary>
    public static ulong Of(TermKind kind, ulong number) => ((ulong)kind << KindShift) | (number & ((1UL << KindShift) - 1));

    /// <summary>The last term that begins with a text.</summary>
    public static ulong LastWith(TermKind kind, ReadOnlySpan<char> beginning) => Pack(kind, beginning, Other);

    /// <summary>The kind of a term.</summary>
    public static TermKind KindOf(ulong term) => (TermKind)(term >> KindShift);

    private static ulong Pack(TermKind kind, ReadOnlySpan<char> text, ulong rest)
    {
        ulong packed = 0;
        for (int i = 0; i < Length; i++)
        {
            packed = (packed * Base) + (i < text.Length ? Digit(text[i]) : rest);
        }

        return ((ulong)kind << KindShift) | packed;
    }

    private static ulong Digit(char c) => c switch
    {
        >= 'A' and <= 'Z' => (ulong)(c - 'A' + 1),
        >= 'a' and <= 'z' => (ulong)(c - 'a' + 1),
        >= '0' and <= '9' => (ulong)(c - '0' + 27),
        _ => Other,
    };
}
