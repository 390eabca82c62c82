namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>Unique property reference number (DS_011): up to twelve digits; canonical padded on the left to twelve, as exchange expects.</summary>
internal sealed class Uprn() : IdentifierKind("uprn", "UPRN", "DS_011")
{
    public override string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return canonical.TrimStart('0');
    }

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        if (text.Length > 12 || !IdentifierText.AllDigits(text) || text.TrimStart('0').IsEmpty)
        {
            return IdentifierReading.Malformed("expected 1 to 12 digits, not all zero");
        }

        IdentifierText.Pad(text, canonical[..12]);
        return IdentifierReading.Good(12);
    }
}
