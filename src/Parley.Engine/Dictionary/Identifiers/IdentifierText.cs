namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>Small steps that the kinds share.</summary>
internal static class IdentifierText
{
    public static bool IsLetter(char c) => c is >= 'A' and <= 'Z';

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsLetterOrDigit(char c) => IsLetter(c) || IsDigit(c);

    /// <summary>A plain loop: for texts this short the vectorised search is slower, and before it is optimised it allocates.</summary>
    public static bool AllDigits(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!IsDigit(c))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    public static bool AllLettersOrDigits(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!IsLetterOrDigit(c))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Copies a text in upper case without white space and without the separators named; returns the part of the buffer used.</summary>
    public static Span<char> Squeeze(ReadOnlySpan<char> text, Span<char> buffer, ReadOnlySpan<char> separators = default)
    {
        int length = 0;
        foreach (char c in text)
        {
            // Letters and digits are most of any identifier, and no separators.
            if (IsLetterOrDigit(c))
            {
                buffer[length++] = c;
            }
            else if (c is >= 'a' and <= 'z')
            {
                buffer[length++] = (char)(c - 32);
            }
            else if (!char.IsWhiteSpace(c) && !separators.Contains(c))
            {
                buffer[length++] = c;
            }
        }

        return buffer[..length];
    }

    /// <summary>Writes digits padded on the left with zeros to a width; the buffer must not be the source.</summary>
    public static void Pad(ReadOnlySpan<char> digits, Span<char> target)
    {
        target[..(target.Length - digits.Length)].Fill('0');
        digits.CopyTo(target[(target.Length - digits.Length)..]);
    }

    /// <summary>Digits without their leading zeros; at least one digit stays.</summary>
    public static ReadOnlySpan<char> WithoutLeadingZeros(ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<char> trimmed = digits.TrimStart('0');
        return trimmed.IsEmpty ? digits[^1..] : trimmed;
    }
}
