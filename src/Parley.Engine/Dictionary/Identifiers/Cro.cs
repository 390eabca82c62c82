namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// Criminal Records Office number (DS_071). Canonical <c>NNNNNN/YYD</c> with the serial padded to six, or <c>SFYY/ND</c>
/// (a file without fingerprints) with the serial unpadded. Check letter over year and serial, padded for the first form
/// and unpadded for the second.
/// </summary>
internal sealed class Cro() : IdentifierKind("cro", "CRO number", "DS_071")
{
    private const string Expected = "expected NNNNNN/YYD or SFYY/ND: up to six digits, two-digit year, check letter";

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        Span<char> buffer = stackalloc char[text.Length];
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, buffer);
        return squeezed.StartsWith("SF") ? ReadSf(squeezed[2..], canonical) : ReadStandard(squeezed, canonical);
    }

    public override string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return canonical.Length != 10 || canonical[0] == 'S'
            ? canonical
            : string.Concat(IdentifierText.WithoutLeadingZeros(canonical.AsSpan(0, 6)), canonical.AsSpan(6));
    }

    private static IdentifierReading ReadStandard(ReadOnlySpan<char> text, Span<char> canonical)
    {
        int slash = text.IndexOf('/');
        if (slash is < 1 or > 6 || text.Length != slash + 4 || !IdentifierText.AllDigits(text[..slash])
            || !IdentifierText.AllDigits(text[(slash + 1)..^1]) || !IdentifierText.IsLetter(text[^1]))
        {
            return IdentifierReading.Malformed(Expected);
        }

        IdentifierText.Pad(text[..slash], canonical[..6]);
        text[slash..].CopyTo(canonical[6..]);
        int remainder = CheckCharacters.Continue23(CheckCharacters.Continue23(0, canonical[7..9]), canonical[..6]);
        return IdentifierReading.Checked(10, text[^1], CheckCharacters.Letter23(remainder));
    }

    private static IdentifierReading ReadSf(ReadOnlySpan<char> text, Span<char> canonical)
    {
        if (text.Length is < 5 or > 10 || text[2] != '/' || !IdentifierText.AllDigits(text[..2]) || !IdentifierText.AllDigits(text[3..^1])
            || !IdentifierText.IsLetter(text[^1]))
        {
            return IdentifierReading.Malformed(Expected);
        }

        ReadOnlySpan<char> year = text[..2];
        ReadOnlySpan<char> serial = IdentifierText.WithoutLeadingZeros(text[3..^1]);
        "SF".CopyTo(canonical);
        text[..3].CopyTo(canonical[2..]);
        serial.CopyTo(canonical[5..]);
        int length = 5 + serial.Length;
        canonical[length++] = text[^1];
        char expected = CheckCharacters.Letter23(CheckCharacters.Continue23(CheckCharacters.Continue23(0, year), serial));
        char withoutYear = CheckCharacters.Letter23(CheckCharacters.Continue23(0, serial));
        return IsBefore1965(year) && text[^1] == withoutYear ? IdentifierReading.Good(length) : IdentifierReading.Checked(length, text[^1], expected);
    }

    /// <summary>Files of 1939 to 1964 were checked over the serial alone (DS_071); both ways are met in records.</summary>
    private static bool IsBefore1965(ReadOnlySpan<char> year) => year.SequenceCompareTo("39") >= 0 && year.SequenceCompareTo("64") <= 0;
}
