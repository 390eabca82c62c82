namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>Officer's collar number (DS_070): 1 to 10 letters and digits in capitals. Leading zeros are kept: forces differ on their meaning.</summary>
internal sealed class CollarNumber() : IdentifierKind("collar-number", "collar number", "DS_070")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical);
        return squeezed.Length <= 10 && IdentifierText.AllLettersOrDigits(squeezed)
            ? IdentifierReading.Good(squeezed.Length)
            : IdentifierReading.Malformed("expected 1 to 10 letters and digits");
    }
}
