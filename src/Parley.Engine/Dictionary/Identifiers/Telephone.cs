namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>
/// Telephone number (DS_053). Canonical E.164: plus, country code, national number, digits only. A number that begins with
/// one 0 is taken as a UK national number; 00 is the international prefix. Extensions are an attribute of their own
/// (DS_109) and short codes such as 101 have no E.164 form, so both are malformed here.
/// </summary>
internal sealed class Telephone() : IdentifierKind("telephone", "telephone number", "DS_053")
{
    private const string Expected = "expected an international number (+44 1632 960001) or a UK national number (01632 960001), without extension";

    private protected override IdentifierReading Read(ReadOnlySpan<char> text, Span<char> canonical)
    {
        Span<char> buffer = stackalloc char[text.Length];
        ReadOnlySpan<char> squeezed = IdentifierText.Squeeze(text, buffer, "-./");
        Span<char> digits = stackalloc char[squeezed.Length];
        if (!TryDigits(squeezed, digits, out int length, out bool international))
        {
            return IdentifierReading.Malformed(Expected);
        }

        return Normalise(digits[..length], international, canonical);
    }

    /// <summary>The digits alone, without the bracketed trunk zero of an international number; brackets must pair.</summary>
    private static bool TryDigits(ReadOnlySpan<char> text, Span<char> digits, out int length, out bool international)
    {
        length = 0;
        international = text.StartsWith('+');
        bool open = false;
        for (int i = international ? 1 : 0; i < text.Length; i++)
        {
            char c = text[i];
            if (IdentifierText.IsDigit(c))
            {
                digits[length++] = c;
            }
            else if (c is '(' && length > 0 && text[i..].StartsWith("(0)"))
            {
                i += 2;
            }
            else if (c is '(' && !open)
            {
                open = true;
            }
            else if (c is ')' && open)
            {
                open = false;
            }
            else
            {
                return false;
            }
        }

        return !open;
    }

    private static IdentifierReading Normalise(ReadOnlySpan<char> digits, bool international, Span<char> canonical)
    {
        if (international)
        {
            return WriteInternational(digits, canonical);
        }

        if (digits.StartsWith("00"))
        {
            return WriteInternational(digits[2..], canonical);
        }

        if (digits.StartsWith("0"))
        {
            return WriteUk(digits[1..], canonical);
        }

        // Twelve digits from 44 cannot be a UK national number, and are often sent without the plus.
        return digits.StartsWith("44") && digits.Length == 12 ? WriteUk(digits[2..], canonical) : IdentifierReading.Malformed(Expected);
    }

    private static IdentifierReading WriteInternational(ReadOnlySpan<char> digits, Span<char> canonical)
    {
        if (digits.StartsWith("44"))
        {
            ReadOnlySpan<char> national = digits[2..];
            return WriteUk(national.StartsWith("0") ? national[1..] : national, canonical);
        }

        return digits.Length is < 7 or > 15 || digits[0] == '0' ? IdentifierReading.Malformed(Expected) : Write(digits, default, canonical);
    }

    private static IdentifierReading WriteUk(ReadOnlySpan<char> national, Span<char> canonical) =>
        national.Length is not (7 or 9 or 10) || national[0] is '0' or '4' or '6'
            ? IdentifierReading.Malformed(Expected)
            : Write("44", national, canonical);

    private static IdentifierReading Write(ReadOnlySpan<char> first, ReadOnlySpan<char> second, Span<char> canonical)
    {
        canonical[0] = '+';
        first.CopyTo(canonical[1..]);
        second.CopyTo(canonical[(1 + first.Length)..]);
        return IdentifierReading.Good(1 + first.Length + second.Length);
    }

    /// <summary>A United Kingdom number in its national form with spaces (<c>01632 960001</c>, <c>020 7946 0001</c>); others as they are.</summary>
    public override string Display(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        if (canonical.Length != 13 || !canonical.StartsWith("+44", StringComparison.Ordinal))
        {
            return canonical;
        }

        // Ofcom's National Telephone Numbering Plan: 2 digits of area code from 2, 3 for 11x, 1x1 and 3xx, else 4; the local part follows.
        ReadOnlySpan<char> national = canonical.AsSpan(3);
        int area = national[0] switch
        {
            '2' => 2,
            '3' or '8' or '9' => 3,
            '1' when national[1] == '1' || national[2] == '1' => 3,
            _ => 4,
        };
        return area == 4
            ? string.Concat("0", national[..4], " ", national[4..])
            : $"0{national[..area]} {national[area..^4]} {national[^4..]}";
    }
}
