namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>Vehicle identification number (DS_100, ISO 3779): 17 letters and digits without I, O and Q. The North American check digit is not required here.</summary>
internal sealed class Vin() : IdentifierKind("vin", "VIN", "DS_100")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical, "-");
        return squeezed.Length == 17 && IdentifierText.AllLettersOrDigits(squeezed) && !squeezed.ContainsAny('I', 'O', 'Q')
            ? IdentifierReading.Good(17)
            : IdentifierReading.Malformed("expected 17 letters and digits without I, O and Q");
    }
}
