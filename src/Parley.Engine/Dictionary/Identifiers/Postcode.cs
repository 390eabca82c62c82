namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// UK postcode (DS_010). Canonical: outward code, one space, inward code, in capitals. By pattern, not by the address
/// file. The area does not begin with Q, V or X nor have I, J or Z second (the standard's printed rule names the wrong
/// letters); the pseudo area ZZ99 and GIR 0AA are let through.
/// </summary>
internal sealed class Postcode() : IdentifierKind("postcode", "UK postcode", "DS_010")
{
    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, canonical);
        if (squeezed.Length is < 5 or > 7 || !IsInward(squeezed[^3..]) || !IsOutward(squeezed[..^3], squeezed[^3..]))
        {
            return IdentifierReading.Malformed("expected an outward code of two to four characters and an inward code of a digit and two letters");
        }

        int outward = squeezed.Length - 3;
        squeezed[^3..].CopyTo(canonical[(outward + 1)..]);
        canonical[outward] = ' ';
        return IdentifierReading.Good(outward + 4);
    }

    private static bool IsInward(ReadOnlySpan<char> code) =>
        IdentifierText.IsDigit(code[0]) && IdentifierText.IsLetter(code[1]) && IdentifierText.IsLetter(code[2]);

    private static bool IsOutward(ReadOnlySpan<char> code, ReadOnlySpan<char> inward)
    {
        if (code is "GIR")
        {
            return inward is "0AA";
        }

        if (code is "ZZ99")
        {
            return true;
        }

        int letters = IdentifierText.IsLetter(code[1]) ? 2 : 1;
        bool area = IdentifierText.IsLetter(code[0]) && code[0] is not ('Q' or 'V' or 'X') && (letters == 1 || code[1] is not ('I' or 'J' or 'Z'));
        return area && IsDistrict(code[letters..]);
    }

    private static bool IsDistrict(ReadOnlySpan<char> district) => district.Length switch
    {
        1 => IdentifierText.IsDigit(district[0]),
        2 => IdentifierText.IsDigit(district[0]) && IdentifierText.IsLetterOrDigit(district[1]),
        _ => false,
    };
}
