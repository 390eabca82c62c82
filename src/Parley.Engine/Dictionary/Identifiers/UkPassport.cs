namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>UK passport number (DS_056): nine digits; or, on old ones, a letter and six digits or six digits and a letter. Spaces are dropped.</summary>
internal sealed class UkPassport() : IdentifierKind("uk-passport", "UK passport number", "DS_056")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical);
        bool good = squeezed.Length switch
        {
            9 => IdentifierText.AllDigits(squeezed),
            7 => (IdentifierText.IsLetter(squeezed[0]) && IdentifierText.AllDigits(squeezed[1..]))
                || (IdentifierText.IsLetter(squeezed[6]) && IdentifierText.AllDigits(squeezed[..6])),
            _ => false,
        };
        return good ? IdentifierReading.Good(squeezed.Length) : IdentifierReading.Malformed("expected nine digits, or one letter and six digits");
    }
}
