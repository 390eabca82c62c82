namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// Police National Computer identifier (DS_072). Canonical <c>YYYY/NNNNNNND</c>; also read: short years, serials without
/// leading zeros, no slash when all digits are there. Check letter over the two-digit year and the padded serial.
/// </summary>
internal sealed class PncId() : IdentifierKind("pnc-id", "PNC ID", "DS_072")
{
    private const string Expected = "expected YYYY/NNNNNNND or YY/ND: year, slash, up to seven digits, check letter";

    /// <summary>Two-digit years from this on are of the 1900s. A fixed rule: the engine has no clock, and no serial is older than 1940.</summary>
    private const int FirstYearOf1900s = 40;

    public override string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return canonical.Length != 13
            ? canonical
            : string.Concat(canonical.AsSpan(2, 3), IdentifierText.WithoutLeadingZeros(canonical.AsSpan(5, 7)), canonical.AsSpan(12));
    }

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        Span<char> buffer = stackalloc char[text.Length];
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, buffer);
        if (!TrySplit(squeezed, out ReadOnlySpan<char> year, out ReadOnlySpan<char> serial))
        {
            return IdentifierReading.Malformed(Expected);
        }

        char check = squeezed[^1];
        if (!IdentifierText.IsLetter(check) || !IdentifierText.AllDigits(year) || !IdentifierText.AllDigits(serial))
        {
            return IdentifierReading.Malformed(Expected);
        }

        Write(year, serial, check, canonical);
        int remainder = CheckCharacters.Continue23(CheckCharacters.Continue23(0, canonical[2..4]), canonical[5..12]);
        return IdentifierReading.Checked(13, check, CheckCharacters.Letter23(remainder));
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> year, out ReadOnlySpan<char> serial)
    {
        int slash = text.IndexOf('/');
        int yearLength = slash >= 0 ? slash : text.Length switch { 12 => 4, 10 => 2, _ => 0 };
        int start = slash >= 0 ? slash + 1 : yearLength;
        if (yearLength is not (2 or 4) || text.Length - 1 - start is < 1 or > 7)
        {
            year = serial = default;
            return false;
        }

        year = text[..yearLength];
        serial = text[start..^1];
        return true;
    }

    private static void Write(ReadOnlySpan<char> year, ReadOnlySpan<char> serial, char check, Span<char> canonical)
    {
        ReadOnlySpan<char> century = ((year[0] - '0') * 10) + (year[1] - '0') >= FirstYearOf1900s ? "19" : "20";
        (year.Length == 4 ? year[..2] : century).CopyTo(canonical);
        year[^2..].CopyTo(canonical[2..]);
        canonical[4] = '/';
        IdentifierText.Pad(serial, canonical[5..12]);
        canonical[12] = check;
    }
}
