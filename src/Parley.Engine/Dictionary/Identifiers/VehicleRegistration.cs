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

    /// <summary>A mark of the current British form (since 2001: two letters, two digits, three letters) with its space; others as they are.</summary>
    public override string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        bool current = canonical.Length == 7
            && char.IsAsciiLetter(canonical[0]) && char.IsAsciiLetter(canonical[1])
            && char.IsAsciiDigit(canonical[2]) && char.IsAsciiDigit(canonical[3])
            && canonical.AsSpan(4).IndexOfAnyInRange('0', '9') < 0;
        return current ? string.Concat(canonical.AsSpan(0, 4), " ", canonical.AsSpan(4)) : canonical;
    }
}
