namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// Case URN of a police prosecution (PTI-URN): force code (2), unit (2), five-digit sequence, two-digit year, e.g.
/// <c>01ZD0303908</c>. Spaces, slashes and hyphens are dropped. No check character.
/// </summary>
internal sealed class PtiUrn() : IdentifierKind("pti-urn", "PTI-URN", "")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical, "/-");
        return squeezed.Length == 11 && IdentifierText.AllLettersOrDigits(squeezed[..4]) && IdentifierText.AllDigits(squeezed[4..])
            ? IdentifierReading.Good(11)
            : IdentifierReading.Malformed("expected FFUUNNNNNYY: force, unit, five digits, two-digit year");
    }
}
