namespace Parley.Engine.Linkage.Normalising;

/// <summary>
/// Folds letters of every script to the capitals in which values are compared. Unicode's own decomposition is not at hand (the product runs with
/// invariant globalisation), so the letters stand in a readable table.
/// </summary>
internal static class Letters
{
    private static readonly Dictionary<char, string> Folded = Read();

    /// <summary>
    /// Writes a value as words of capitals and digits with one blank between: marks off, Cyrillic, Greek and Arabic in Latin letters, letters of other
    /// scripts as they are, apostrophes and full stops away, all else a blank.
    /// </summary>
    /// <returns>How many characters were written; at most the room of <paramref name="target"/>.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> target)
    {
        int length = 0;
        bool blank = false;
        foreach (char c in text)
        {
            if (c is '\'' or '’' or '‘' or '`' or '´' or '.' or 'ʼ' or 'ʹ' || IsMark(c))
            {
                continue;
            }

            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c))
            {
                blank = length > 0;
                continue;
            }

            if (length + 5 > target.Length)
            {
                break;
            }

            if (blank)
            {
                target[length++] = ' ';
                blank = false;
            }

            length += Put(c, target[length..]);
        }

        return length;
    }

    /// <summary>A value folded as a string; see <see cref="Fold(ReadOnlySpan{char}, Span{char})"/>.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        Span<char> target = stackalloc char[256];
        return new string(target[..Fold(text, target)]);
    }

    private static int Put(char c, Span<char> target)
    {
        if (char.IsAscii(c))
        {
            target[0] = char.ToUpperInvariant(c);
            return 1;
        }

        char narrow = c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;
        if (Folded.TryGetValue(narrow, out string? letters))
        {
            letters.CopyTo(target);
            return letters.Length;
        }

        target[0] = char.IsDigit(narrow) ? (char)('0' + (int)char.GetNumericValue(narrow)) : char.ToUpperInvariant(narrow);
        return 1;
    }

    // Combining marks, Arabic vowel signs, soft and hard signs of Cyrillic, invisible joiners and directions.
    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or >= '\u064B' and <= '\u065F' or '\u0640' or 'Ь' or 'ь' or 'Ъ' or 'ъ' or 'ء' or 'ع'
        or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or '\uFEFF' or '\u00AD';

    private static Dictionary<char, string> Read()
    {
        Dictionary<char, string> letters = [];
        foreach (string line in LinkageResources.Lines("letters.txt"))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (char c in line.AsSpan(blank + 1))
            {
                letters[c] = line[..blank];
            }
        }

        return letters;
    }
}
