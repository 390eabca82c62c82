using System.Buffers;

namespace Parley.Engine.Linkage.Normalising;

/// <summary>Values that say nothing: UNKNOWN, N/A, XXXX, 00000. They are taken as missing, so they never link.</summary>
internal static class Placeholders
{
    private static readonly Dictionary<string, HashSet<string>> Words = LinkageResources.Lines("placeholders.txt")
        .Select(l => l.Split('=', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(p => p[0], p => p[1].Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly HashSet<string> Names = Words["name"];
    private static readonly HashSet<string> Texts = Words["text"];
    private static readonly HashSet<string> Titles = Words["title"];
    private static readonly HashSet<string> Suffixes = Words["suffix"];
    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789 ");

    /// <summary>Whether a folded name says nothing, wholly or word by word (UNKNOWN MALE, NOT KNOWN UNKNOWN).</summary>
    public static bool IsName(string folded) =>
        Names.Contains(folded) || !folded.AsSpan().ContainsAnyExcept(Figures) || (folded.Contains(' ', StringComparison.Ordinal) && folded.Split(' ').All(Names.Contains));

    /// <summary>Whether a folded text says nothing: a known word, or one character repeated.</summary>
    public static bool IsText(string folded) => Texts.Contains(folded) || (folded.Length > 1 && IsOneCharacter(folded));

    /// <summary>Whether a word of a name is a title (Mr, Dr, PC).</summary>
    public static bool IsTitle(string word) => Titles.Contains(word);

    /// <summary>Whether a word of a name tells generations apart (Jr, Senior).</summary>
    public static bool IsSuffix(string word) => Suffixes.Contains(word);

    /// <summary>Whether digits say nothing: all alike (00000, 9999999), or counted up from 1 (123456789).</summary>
    public static bool IsNumber(ReadOnlySpan<char> digits) => digits.Length > 0 && (IsOneCharacter(digits) || (digits.Length >= 5 && "1234567890123456".AsSpan().StartsWith(digits)));

    private static bool IsOneCharacter(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(text[0]) < 0;
}
