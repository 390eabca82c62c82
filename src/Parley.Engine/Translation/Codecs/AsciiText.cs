using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Text for systems that know no letters but those of ASCII: accents are left out, ligatures and typographic signs are written out.</summary>
internal static class AsciiText
{
    private const char Unknown = '?';

    // Letters that Unicode does not decompose, and the signs that word processors put in the place of plain ones.
    private static readonly Dictionary<char, string> Written = new()
    {
        ['ß'] = "ss", ['ẞ'] = "SS", ['æ'] = "ae", ['Æ'] = "AE", ['œ'] = "oe", ['Œ'] = "OE", ['ø'] = "o", ['Ø'] = "O", ['ł'] = "l", ['Ł'] = "L",
        ['đ'] = "d", ['Đ'] = "D", ['ð'] = "d", ['Ð'] = "D", ['þ'] = "th", ['Þ'] = "TH", ['ı'] = "i", ['ħ'] = "h", ['Ħ'] = "H", ['ŋ'] = "n", ['Ŋ'] = "N",
        ['‘'] = "'", ['’'] = "'", ['“'] = "\"", ['”'] = "\"", ['–'] = "-", ['—'] = "-", ['…'] = "...", ['£'] = "GBP", ['€'] = "EUR", ['\u00A0'] = " ",
    };

    // Each plain letter with those that are it and a mark. Not left to the platform's normalisation, which does nothing where the
    // runtime has no cultures.
    private static readonly string[] Marked =
    [
        "AÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ",
        "BḂḄḆ",
        "CÇĆĈĊČḈ",
        "DĎḊḌḎḐḒ",
        "EÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ",
        "FḞ",
        "GĜĞĠĢǦǴḠ",
        "HĤȞḢḤḦḨḪ",
        "IÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ",
        "JĴ",
        "KĶǨḰḲḴ",
        "LĹĻĽḶḸḺḼ",
        "MḾṀṂ",
        "NÑŃŅŇǸṄṆṈṊ",
        "OÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ",
        "PṔṖ",
        "RŔŖŘȐȒṘṚṜṞ",
        "SŚŜŞŠȘṠṢṤṦṨ",
        "TŢŤȚṪṬṮṰ",
        "UÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ",
        "VṼṾ",
        "WŴẀẂẄẆẈ",
        "XẊẌ",
        "YÝŶŸȲẎỲỴỶỸ",
        "ZŹŻŽẐẒẔ",
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖ",
        "iìíîïĩīĭįǐȉȋḭḯỉị",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľḷḹḻḽ",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩ",
        "tţťțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
    ];

    private static readonly FrozenDictionary<char, char> Plain =
        Marked.SelectMany(g => g.Skip(1).Select(c => KeyValuePair.Create(c, g[0]))).ToFrozenDictionary();

    /// <summary>The text in printable ASCII on one line; a sign without counterpart becomes a question mark, and is counted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lost">How many signs have no counterpart: the writer says so.</param>
    public static string Of(string text, out int lost)
    {
        lost = 0;
        if (Ascii.IsValid(text) && text.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0)
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        foreach (char c in text)
        {
            if (c is >= ' ' and <= '~')
            {
                plain.Append(c);
            }
            else if (Plain.TryGetValue(c, out char letter))
            {
                plain.Append(letter);
            }
            else if (Written.TryGetValue(c, out string? written))
            {
                plain.Append(written);
            }
            else if (char.IsWhiteSpace(c))
            {
                plain.Append(plain.Length > 0 && plain[^1] == ' ' ? "" : " ");
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Control or UnicodeCategory.Format) && !char.IsLowSurrogate(c))
            {
                plain.Append(Unknown);
                lost++;
            }
        }

        return plain.ToString();
    }
}
