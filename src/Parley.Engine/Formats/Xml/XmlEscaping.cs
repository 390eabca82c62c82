using System.Buffers;

namespace Parley.Engine.Formats.Xml;

/// <summary>Writes text with the escapes of XML 1.0, so that a parser gives back the very same characters.</summary>
internal static class XmlEscaping
{
    // 0xEF begins U+FFFE and U+FFFF, which XML cannot carry, and other characters, which it can.
    private static readonly byte[] Special = [.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'&', (byte)'<', (byte)'>', 0xEF];

    private static readonly SearchValues<byte> InText = SearchValues.Create([.. Special.Where(b => b is not ((byte)'\t' or (byte)'\n'))]);

    private static readonly SearchValues<byte> InAttribute = SearchValues.Create([.. Special, (byte)'"']);

    /// <summary>Writes the text of an element.</summary>
    /// <returns>The first character that XML cannot carry, or -1.</returns>
    public static int WriteText(ByteBuffer output, ReadOnlySpan<byte> utf8) => Write(output, utf8, InText);

    /// <summary>Writes the value of an attribute in double quotes.</summary>
    /// <returns>The first character that XML cannot carry, or -1.</returns>
    public static int WriteAttribute(ByteBuffer output, ReadOnlySpan<byte> utf8) => Write(output, utf8, InAttribute);

    /// <summary>
    /// Writes a CDATA section. A carriage return, which a parser would change there, and <c>]]&gt;</c>, which would end it, are put between
    /// sections.
    /// </summary>
    /// <returns>The first character that XML cannot carry, or -1.</returns>
    public static int WriteCData(ByteBuffer output, ReadOnlySpan<byte> utf8)
    {
        output.Add("<![CDATA["u8);
        for (int next = utf8.IndexOfAny(InText); next >= 0; next = utf8.IndexOfAny(InText))
        {
            output.Add(utf8[..next]);
            int forbidden = Forbidden(utf8[next..]);
            if (forbidden >= 0)
            {
                return forbidden;
            }

            switch (utf8[next])
            {
                case (byte)'\r':
                    output.Add("]]>&#xD;<![CDATA["u8);
                    break;
                case (byte)'>' when output.Written.EndsWith("]]"u8):
                    output.Add("]]><![CDATA[>"u8);
                    break;
                default:
                    output.Add(utf8[next]);
                    break;
            }

            utf8 = utf8[(next + 1)..];
        }

        output.Add(utf8);
        output.Add("]]>"u8);
        return -1;
    }

    private static int Write(ByteBuffer output, ReadOnlySpan<byte> utf8, SearchValues<byte> special)
    {
        for (int next = utf8.IndexOfAny(special); next >= 0; next = utf8.IndexOfAny(special))
        {
            output.Add(utf8[..next]);
            int forbidden = WriteEscape(output, utf8[next..]);
            if (forbidden >= 0)
            {
                return forbidden;
            }

            utf8 = utf8[(next + 1)..];
        }

        output.Add(utf8);
        return -1;
    }

    private static int WriteEscape(ByteBuffer output, ReadOnlySpan<byte> from)
    {
        switch (from[0])
        {
            case (byte)'&':
                output.Add("&amp;"u8);
                break;
            case (byte)'<':
                output.Add("&lt;"u8);
                break;
            case (byte)'>':
                output.Add("&gt;"u8);
                break;
            case (byte)'"':
                output.Add("&quot;"u8);
                break;
            case (byte)'\t':
                output.Add("&#x9;"u8);
                break;
            case (byte)'\n':
                output.Add("&#xA;"u8);
                break;
            case (byte)'\r':
                output.Add("&#xD;"u8);
                break;
            default:
                output.Add(from[0]);
                return Forbidden(from);
        }

        return -1;
    }

    // XML 1.0 section 2.2 leaves out the control characters but tab, line feed and carriage return, and U+FFFE and U+FFFF.
    private static int Forbidden(ReadOnlySpan<byte> from) => from switch
    {
        [(byte)'\t' or (byte)'\n' or (byte)'\r', ..] => -1,
        [< 0x20, ..] => from[0],
        [0xEF, 0xBF, 0xBE, ..] => 0xFFFE,
        [0xEF, 0xBF, 0xBF, ..] => 0xFFFF,
        _ => -1,
    };
}
