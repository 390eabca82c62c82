namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>The check characters of the field.</summary>
internal static class CheckCharacters
{
    /// <summary>The letters without I, O and S, which look like digits; the remainder of a division by 23 picks one.</summary>
    private const string Alphabet = "ZABCDEFGHJKLMNPQRTUVWXY";

    /// <summary>Continues a remainder modulo 23 over more digits; start with 0. Used by PNC ID, CRO, ASN and PNC court case references.</summary>
    public static int Continue23(int remainder, ReadOnlySpan<char> digits)
    {
        foreach (char digit in digits)
        {
            remainder = ((remainder * 10) + (digit - '0')) % 23;
        }

        return remainder;
    }

    /// <summary>The letter of a remainder.</summary>
    public static char Letter23(int remainder) => Alphabet[remainder];

    /// <summary>The Luhn check digit (ISO/IEC 7812-1 annex B) of the digits before it.</summary>
    public static char Luhn(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[digits.Length - 1 - i] - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
