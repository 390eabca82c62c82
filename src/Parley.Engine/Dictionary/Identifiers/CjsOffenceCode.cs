namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// CJS offence code (DS_080): statute letters, year and number (<c>TH68001</c>), common law (<c>COML001</c>) or
/// <c>XX00001</c>, with an optional suffix A attempt, B aid and abet, C conspire, I incite. Local codes are not of this kind.
/// </summary>
internal sealed class CjsOffenceCode() : IdentifierKind("cjs-offence-code", "CJS offence code", "DS_080")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical);
        bool good = squeezed.Length is 7 or 8 && (squeezed.Length == 7 || squeezed[7] is 'A' or 'B' or 'C' or 'I')
            && IdentifierText.AllDigits(squeezed[4..7]) && IsLaw(squeezed[..4]);
        return good
            ? IdentifierReading.Good(squeezed.Length)
            : IdentifierReading.Malformed("expected AAYYNNN, COMLNNN or XX00NNN with an optional suffix A, B, C or I");
    }

    private static bool IsLaw(ReadOnlySpan<char> law) =>
        law is "COML" || (IdentifierText.IsLetter(law[0]) && IdentifierText.IsLetter(law[1]) && IdentifierText.AllDigits(law[2..]));
}
