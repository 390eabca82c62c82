namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// UK driver number (DS_061), 16 characters: surname (5, filled with 9), decade digit, month (plus 50 for a woman), day,
/// year digit, initials (2), then three characters of which the last two are letters. Spaces are dropped.
/// </summary>
internal sealed class DriverNumber() : IdentifierKind("driver-number", "UK driver number", "DS_061")
{
    private const string Expected = "expected 16 characters: surname (5), birth date digits (6), initials (2), a letter or digit and two letters";

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical);
        bool good = squeezed.Length == 16 && IdentifierText.AllLettersOrDigits(squeezed) && IdentifierText.AllDigits(squeezed[5..11])
            && IsBirthDate(squeezed[5..11]) && IdentifierText.IsLetter(squeezed[14]) && IdentifierText.IsLetter(squeezed[15]);
        return good ? IdentifierReading.Good(16) : IdentifierReading.Malformed(Expected);
    }

    private static bool IsBirthDate(ReadOnlySpan<char> digits)
    {
        int month = ((digits[1] - '0') * 10) + (digits[2] - '0');
        int day = ((digits[3] - '0') * 10) + (digits[4] - '0');
        return month is (>= 1 and <= 12) or (>= 51 and <= 62) && day is >= 1 and <= 31;
    }
}
