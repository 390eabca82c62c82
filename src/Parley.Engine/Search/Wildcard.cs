namespace Parley.Engine.Search;

/// <summary>Patterns with <c>*</c> for any characters and <c>?</c> for one.</summary>
internal static class Wildcard
{
    /// <summary>Whether a text has either.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => text.IndexOfAny('*', '?') >= 0;

    /// <summary>Whether a pattern meets a text, letter case apart. At most length of pattern times length of text steps.</summary>
    public static bool Meets(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        (int p, int t, int star, int mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    /// <summary>What stands before the first wildcard.</summary>
    public static ReadOnlySpan<char> Beginning(ReadOnlySpan<char> pattern) => pattern.IndexOfAny('*', '?') is >= 0 and int at ? pattern[..at] : pattern;

    /// <summary>What stands after the last wildcard.</summary>
    public static ReadOnlySpan<char> End(ReadOnlySpan<char> pattern) => pattern[(pattern.LastIndexOfAny('*', '?') + 1)..];

    /// <summary>The longest that stands without a wildcard in it; of several as long the first.</summary>
    public static ReadOnlySpan<char> Longest(ReadOnlySpan<char> pattern)
    {
        ReadOnlySpan<char> longest = [];
        foreach (Range range in pattern.SplitAny('*', '?'))
        {
            longest = pattern[range].Length > longest.Length ? pattern[range] : longest;
        }

        return longest;
    }

    /// <summary>How many characters are given.</summary>
    public static int Given(ReadOnlySpan<char> pattern)
    {
        int count = 0;
        foreach (char c in pattern)
        {
            count += c is '*' or '?' ? 0 : 1;
        }

        return count;
    }
}
