using System.Buffers;
using System.Collections.Frozen;

namespace Parley.Engine.Dictionary.Validation;

/// <summary>What text rules ask of a value. None allocates.</summary>
internal static class TextRules
{
    private static readonly SearchValues<char> AsciiName = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-' ");

    /// <summary>Words that people enter for want of a value; the list of the standard's guidance in our own choice.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Placeholders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "unknown", "not known", "not stated", "n/k", "nk", "u/k", "uk/n", "n/a", "na", "none", "nil", "null", "tba", "tbc", "test", "xxx", "xx", "x",
        "?", "??", "-", ".", "unknown male", "unknown female", "a n other", "anon", "anonymous", "refused", "as above", "dummy")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Titles = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "mr", "mrs", "miss", "ms", "mx", "dr", "prof", "rev", "sir", "dame", "lord", "lady", "mr.", "mrs.", "ms.", "dr.", "prof.", "rev.",
        "pc", "dc", "ps", "ds", "insp", "sgt", "cllr")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool HasSingleSpaces(string text) =>
        text.Length == 0 || (text[0] != ' ' && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal));

    /// <summary>Letters of any script, hyphen, apostrophe, space: a real name is not always ASCII.</summary>
    public static bool HasNameCharacters(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(AsciiName))
        {
            return true;
        }

        foreach (char c in text)
        {
            if (!char.IsLetter(c) && !char.IsSurrogate(c) && c is not ('-' or '\'' or '’' or ' ') && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsPlaceholder(string text) => Placeholders.Contains(text.AsSpan().Trim());

    public static bool BeginsWithTitle(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return Titles.Contains(space < 0 ? text : text.AsSpan(0, space));
    }

    public static bool IsAlphanumeric(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One @ with something before it and a dotted name after it; whether the mailbox exists only a message to it can tell.</summary>
    public static bool IsEmail(string text)
    {
        int at = text.LastIndexOf('@');
        ReadOnlySpan<char> domain = text.AsSpan(at + 1);
        return at > 0
            && text.IndexOf('@', StringComparison.Ordinal) == at
            && domain.Length is >= 3 and <= 253
            && domain.Contains('.')
            && domain[0] is not ('.' or '-')
            && domain[^1] is not ('.' or '-')
            && !text.AsSpan().ContainsAny(' ', '\t', ',')
            && text.IndexOf("..", StringComparison.Ordinal) < 0;
    }
}
