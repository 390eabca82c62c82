namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>PNC court case reference. Canonical <c>YY/FFFF/NNNNNND</c>: year, court code, serial padded to six, check letter over all three.</summary>
internal sealed class PncCourtCase() : IdentifierKind("pnc-court-case", "PNC court case reference", "")
{
    private const string Expected = "expected YY/FFFF/NNNNNND: year, court code, up to six digits, check letter";

    public override string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return canonical.Length != 15
            ? canonical
            : string.Concat(canonical.AsSpan(0, 8), IdentifierText.WithoutLeadingZeros(canonical.AsSpan(8, 6)), canonical.AsSpan(14));
    }

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        Span<char> buffer = stackalloc char[text.Length];
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, buffer);
        if (squeezed.Length is < 10 or > 15 || squeezed[2] != '/' || squeezed[7] != '/' || !IdentifierText.AllDigits(squeezed[..2])
            || !IdentifierText.AllDigits(squeezed[3..7]) || !IdentifierText.AllDigits(squeezed[8..^1]) || !IdentifierText.IsLetter(squeezed[^1]))
        {
            return IdentifierReading.Malformed(Expected);
        }

        squeezed[..8].CopyTo(canonical);
        IdentifierText.Pad(squeezed[8..^1], canonical[8..14]);
        canonical[14] = squeezed[^1];
        int remainder = CheckCharacters.Continue23(CheckCharacters.Continue23(0, canonical[..2]), canonical[3..7]);
        return IdentifierReading.Checked(15, squeezed[^1], CheckCharacters.Letter23(CheckCharacters.Continue23(remainder, canonical[8..14])));
    }
}
