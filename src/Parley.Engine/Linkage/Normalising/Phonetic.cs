namespace Parley.Engine.Linkage.Normalising;

/// <summary>
/// A key that names which sound alike share, for blocking and for one level of comparison. Rules of English spelling, kept few: what it misses, other
/// blocking rules find.
/// </summary>
internal static class Phonetic
{
    private const int MostLength = 6;

    private static readonly (string From, string To)[] Pairs =
    [
        ("SCH", "S"), ("TCH", "C"), ("PH", "F"), ("GHT", "T"), ("GH", ""), ("CK", "K"), ("SH", "S"), ("CH", "C"), ("TH", "T"), ("DG", "J"), ("WH", "W"),
        ("QU", "K"), ("CE", "SE"), ("CI", "SI"), ("CY", "SY"), ("X", "KS"), ("Z", "S"), ("Q", "K"), ("C", "K"), ("V", "F"), ("MC", "MK"), ("J", "J"),
    ];

    private static readonly (string From, string To)[][] OfLetter = [.. Enumerable.Range('A', 26).Select(letter => Pairs.Where(p => p.From[0] == letter).ToArray())];

    /// <summary>The key of a folded word; the word itself where it has no Latin letters.</summary>
    public static string Key(string word)
    {
        if (word.Length == 0 || !char.IsAsciiLetter(word[0]))
        {
            return word;
        }

        Span<char> key = stackalloc char[MostLength];
        int length = 0;
        char last = '\0';
        int at = Start(word);
        for (int i = at; i < word.Length && length < MostLength;)
        {
            ReadOnlySpan<char> sound = Sound(word.AsSpan(i), out int taken);
            foreach (char c in sound)
            {
                char s = IsVowel(c) ? (i == at && length == 0 ? 'A' : '\0') : c;
                if (s != '\0' && s != last && length < MostLength)
                {
                    key[length++] = s;
                }

                last = s == '\0' ? last == 'A' ? 'A' : '\0' : s;
            }

            i += taken;
        }

        return new string(key[..length]);
    }

    private static int Start(string word) => word.Length > 2 && (word.StartsWith("KN", StringComparison.Ordinal) || word.StartsWith("WR", StringComparison.Ordinal)
        || word.StartsWith("GN", StringComparison.Ordinal) || word.StartsWith("PS", StringComparison.Ordinal)) ? 1 : 0;

    private static ReadOnlySpan<char> Sound(ReadOnlySpan<char> rest, out int taken)
    {
        if (char.IsAsciiLetterUpper(rest[0]))
        {
            foreach ((string from, string to) in OfLetter[rest[0] - 'A'])
            {
                if (rest.StartsWith(from, StringComparison.Ordinal))
                {
                    taken = from.Length;
                    return to;
                }
            }
        }

        taken = 1;
        return rest[..1];
    }

    private static bool IsVowel(char c) => c is 'A' or 'E' or 'I' or 'O' or 'U' or 'Y' or 'H' or 'W';
}
