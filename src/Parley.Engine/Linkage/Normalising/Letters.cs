using System.Globalization;

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

            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && !IsVowelSign(c))
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

    // Combining marks, Hebrew points, Arabic vowel signs, soft and hard signs of Cyrillic, invisible joiners, directions and variants.
    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or >= '\u0591' and <= '\u05BD' or '\u05BF' or '\u05C1' or '\u05C2' or '\u05C4' or '\u05C5' or '\u05C7'
        or >= '\u064B' and <= '\u065F' or '\u0640' or '\u0670' or 'Ь' or 'ь' or 'Ъ' or 'ъ' or 'ء' or 'ع' or >= '\u1AB0' and <= '\u1AFF' or >= '\u1DC0' and <= '\u1DFF'
        or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u2069' or >= '\u20D0' and <= '\u20FF' or >= '\uFE00' and <= '\uFE0F' or >= '\uFE20' and <= '\uFE2F'
        or '\uFEFF' or '\u00AD';

    // In the scripts of India and of Thailand vowels are marks on the letter before: they tell names apart, and part no words.
    private static bool IsVowelSign(char c) => !char.IsAscii(c) && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

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
