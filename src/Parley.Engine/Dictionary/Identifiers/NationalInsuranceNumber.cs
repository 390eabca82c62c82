namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// National Insurance number (DS_060). Canonical: two prefix letters, six digits and a suffix A to D, without spaces; the
/// suffix may be missing, as on many records, and then stays missing.
/// </summary>
internal sealed class NationalInsuranceNumber() : IdentifierKind("nino", "National Insurance number", "DS_060")
{
    private const string Expected = "expected two letters, six digits and a suffix A, B, C or D, with a prefix that is issued";

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical, "-");
        bool good = squeezed.Length is 8 or 9 && IsPrefix(squeezed[0], squeezed[1]) && IdentifierText.AllDigits(squeezed[2..8])
            && (squeezed.Length == 8 || squeezed[8] is >= 'A' and <= 'D');
        return good ? IdentifierReading.Good(squeezed.Length) : IdentifierReading.Malformed(Expected);
    }

    private static bool IsPrefix(char first, char second) =>
        IdentifierText.IsLetter(first) && !"DFIQUV".Contains(first, StringComparison.Ordinal)
        && IdentifierText.IsLetter(second) && !"DFIOQUV".Contains(second, StringComparison.Ordinal)
        && (first, second) is not (('B', 'G') or ('G', 'B') or ('N', 'K') or ('K', 'N') or ('T', 'N') or ('N', 'T') or ('Z', 'Z'));
}
