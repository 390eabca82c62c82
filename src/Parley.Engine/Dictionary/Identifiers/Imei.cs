namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>International mobile equipment identity (DS_100): 15 digits, the last a Luhn check digit. Spaces, hyphens and slashes are dropped.</summary>
internal sealed class Imei() : IdentifierKind("imei", "IMEI", "DS_100")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical, "-/.");
        return squeezed.Length == 15 && IdentifierText.AllDigits(squeezed)
            ? IdentifierReading.Checked(15, squeezed[14], CheckCharacters.Luhn(squeezed[..14]))
            : IdentifierReading.Malformed("expected 15 digits");
    }
}
