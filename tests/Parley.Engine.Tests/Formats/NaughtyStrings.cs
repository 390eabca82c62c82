namespace Parley.Engine.Tests.Formats;

/// <summary>Texts that programs are known to spoil.</summary>
internal static class NaughtyStrings
{
    /// <summary>What every format must carry unchanged.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "", " ", "  x  ", "\t", "\n", "\r", "\r\n", "a\rb\nc\r\nd\te", "null", "undefined", "true", "NaN", "-0", "1e999", "0x10", "007",
        "O'Neill", "\"", "\"\"", "'\"'", "\\", "\\u0000", "\\\"", "%s%n%x", "{0}", "${x}", "{{x}}", "$(reboot)", "`id`", "| cat /etc/passwd", "../../etc/passwd",
        "<", ">", "&", "&amp;", "&lt;script&gt;", "<script>alert(1)</script>", "]]>", "<![CDATA[x]]>", "<!-- x -->", "-->", "<?xml?>", "<!DOCTYPE x>", "&x;", "&#0;",
        "'; DROP TABLE incident; --", "1' OR '1'='1", "a,b", "a;b", "a|b", "a\tb", "=1+1", "@SUM(A1)", "+44 1632 960123", "-1", "\"a\",\"b\"\r\n",
        "{\"a\":1}", "[1,2]", "{", "}", "[", "]", ":", ",",
        "Zoë", "Łódź", "Siân Ŵyn", "Ω≈ç√∫", "田中さん", "пример", "مثال", "דוגמה", "ตัวอย่าง", "ᚠᛇᚻ", "e\u0301", "\u1e9b\u0323", "\ufb01", "ß", "İı", "\u00c5\u212b\u0041\u030a",
        "🚀", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👍🏽", "𐍈", "\U0010fffd", "\u202edlrow\u202c", "\u2066x\u2069", "\u200b", "\u200d", "\ufeff", "\ufeffx", "x\ufeff", "\u00a0", "\u00ad", "\u0085", "\u2028", "\u2029",
        "\ufffd", "\ufffc", "\uff21", "\uefff", "\uf000", "\u007f", "\u0080", "\u009f", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324",
        new string('x', 10_000), string.Concat(Enumerable.Repeat("🚀", 3_000)), new string('"', 500), new string('&', 500), new string('\n', 500),
    ];

    /// <summary>What XML 1.0 cannot carry at all, and the others must.</summary>
    public static IReadOnlyList<string> Controls { get; } =
    [
        "\0", "a\0b", "\u0001", "\u0008", "\u000b", "\u000c", "\u001b[31m", "\u001f", "\ufffe", "\uffff", "x\ufffey",
    ];
}
