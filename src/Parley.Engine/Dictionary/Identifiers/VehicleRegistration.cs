namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>Vehicle registration mark (DS_065): 1 to 11 letters and digits in capitals, no spaces. Any country's, so no pattern beyond that.</summary>
internal sealed class VehicleRegistration() : IdentifierKind("vrm", "vehicle registration mark", "DS_065")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical, "-.");
        return squeezed.Length <= 11 && IdentifierText.AllLettersOrDigits(squeezed)
            ? IdentifierReading.Good(squeezed.Length)
            : IdentifierReading.Malformed("expected 1 to 11 letters and digits");
    }
}
