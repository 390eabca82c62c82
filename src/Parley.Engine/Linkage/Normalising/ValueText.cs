using System.Text;

namespace Parley.Engine.Linkage.Normalising;

/// <summary>Brings single values into the one form in which they are compared; empty when they say nothing.</summary>
internal static class ValueText
{
    private static readonly Dictionary<string, string> AddressWords = new(StringComparer.Ordinal)
    {
        ["ROAD"] = "RD", ["STREET"] = "ST", ["STR"] = "ST", ["AVENUE"] = "AVE", ["AV"] = "AVE", ["LANE"] = "LN", ["DRIVE"] = "DR", ["CLOSE"] = "CL", ["COURT"] = "CT",
        ["CRESCENT"] = "CRES", ["CRESENT"] = "CRES", ["CR"] = "CRES", ["PLACE"] = "PL", ["TERRACE"] = "TCE", ["TERR"] = "TCE", ["TER"] = "TCE", ["GARDENS"] = "GDNS", ["GROVE"] = "GR",
        ["SQUARE"] = "SQ", ["PARADE"] = "PDE", ["CIRCUIT"] = "CCT", ["HIGHWAY"] = "HWY", ["APARTMENT"] = "FLAT", ["APT"] = "FLAT", ["UNIT"] = "FLAT", ["SAINT"] = "ST",
        ["BOULEVARD"] = "BLVD", ["NORTH"] = "N", ["SOUTH"] = "S", ["EAST"] = "E", ["WEST"] = "W", ["HOUSE"] = "HSE", ["COTTAGE"] = "COTT", ["MOUNT"] = "MT",
    };

    private static readonly HashSet<string> NoFixedAbode = new(StringComparer.Ordinal) { "NF11NF", "NF11FA", "ZZ993VZ" };

    /// <summary>An address: words folded and shortened, in the order written.</summary>
    public static string Address(ReadOnlySpan<char> text)
    {
        string folded = Letters.Fold(text);
        if (folded.Length == 0 || Placeholders.IsText(folded))
        {
            return "";
        }

        var words = AddressWords.GetAlternateLookup<ReadOnlySpan<char>>();
        StringBuilder address = new(folded.Length);
        foreach (Range range in folded.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> word = folded.AsSpan(range);
            address.Append(address.Length > 0 ? " " : "").Append(words.TryGetValue(word, out string? shorter) ? shorter.AsSpan() : word);
        }

        return address.ToString();
    }

    /// <summary>A postcode without blanks; other countries' are taken as they are.</summary>
    public static string Postcode(ReadOnlySpan<char> text)
    {
        string code = Compact(text);
        return code.Length < 3 || Placeholders.IsText(code) || Placeholders.IsNumber(code) || NoFixedAbode.Contains(code) ? "" : code;
    }

    /// <summary>The area of a postcode that many streets share: a British outward code, or what comes before the last two figures of another.</summary>
    public static string PostcodeArea(string postcode) =>
        postcode.Length is >= 5 and <= 7 && char.IsAsciiLetter(postcode[0]) && char.IsAsciiDigit(postcode[^3]) ? postcode[..^3]
        : postcode.Length > 3 ? postcode[..^2] : postcode;

    /// <summary>A telephone number as its last ten digits at most, so that +44 7700 and 07700 are one.</summary>
    public static string Telephone(ReadOnlySpan<char> text)
    {
        string digits = Digits(text);
        string number = digits.Length > 10 ? digits[^10..] : digits.TrimStart('0');
        return number.Length < 6 || Placeholders.IsNumber(number) || number.AsSpan().IndexOfAnyExcept(number[^1]) > number.Length - 6 ? "" : number;
    }

    /// <summary>An e-mail address in small letters, without a name around it.</summary>
    public static string Email(ReadOnlySpan<char> text)
    {
        int open = text.LastIndexOf('<');
        ReadOnlySpan<char> address = open >= 0 ? text[(open + 1)..].TrimEnd('>') : text;
        string mail = address.Trim().ToString().Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        int at = mail.IndexOf('@', StringComparison.Ordinal);
        string local = at > 0 ? mail[..at] : "";
        return local.Length == 0 || at == mail.Length - 1 || Placeholders.IsText(local.ToUpperInvariant()) || local is "noreply" or "no-reply" or "info" or "noemail" ? "" : mail;
    }

    /// <summary>A registration mark or an identifier: letters and digits alone.</summary>
    public static string Identifier(ReadOnlySpan<char> text)
    {
        string compact = Compact(text);
        string digits = Digits(compact);
        return compact.Length < 3 || Placeholders.IsText(compact) || (Placeholders.IsNumber(digits) && (digits.Length > 4 || digits.Length == compact.Length)) ? "" : compact;
    }

    /// <summary>Any other value: folded words.</summary>
    public static string Free(ReadOnlySpan<char> text)
    {
        string folded = Letters.Fold(text);
        return Placeholders.IsText(folded) ? "" : folded;
    }

    /// <summary>1 for male, 2 for female, 0 for all else.</summary>
    public static int Sex(ReadOnlySpan<char> text)
    {
        string folded = Letters.Fold(text);
        return folded switch
        {
            "M" or "MALE" or "MAN" or "BOY" or "1" => 1,
            "F" or "FEMALE" or "WOMAN" or "GIRL" or "2" => 2,
            _ => 0,
        };
    }

    private static string Compact(ReadOnlySpan<char> text) => Letters.Fold(text).Replace(" ", "", StringComparison.Ordinal);

    private static string Digits(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[64];
        int count = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c) && count < digits.Length)
            {
                digits[count++] = c;
            }
        }

        return new string(digits[..count]);
    }
}
