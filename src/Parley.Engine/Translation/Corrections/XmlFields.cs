using System.Buffers;
using System.Net;
using System.Security;
using System.Text;
using System.Xml;

namespace Parley.Engine.Translation.Corrections;

/// <summary>Values of an XML message, found by where their element or attribute begins. The message is known to be well-formed: it was read before.</summary>
internal static class XmlFields
{
    private static readonly SearchValues<char> s_nameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>The value at a line and column, in characters from 1; null when there is none, or no single value.</summary>
    public static FieldSpan? Find(string text, int line, int column)
    {
        int at = 0;
        for (int i = 1; i < line && at >= 0; i++)
        {
            at = text.IndexOf('\n', at) + 1;
            at = at == 0 ? -1 : at;
        }

        at += column - 1;
        (int start, int length, Func<string, string> write)? found = at < 0 || at >= text.Length ? null : text[at] == '<' ? Element(text, at) : Attribute(text, at);
        if (found is not (int from, int count, Func<string, string> encode))
        {
            return null;
        }

        string value = text.Substring(from, count);
        return new FieldSpan(
            Encoding.UTF8.GetByteCount(text.AsSpan(0, from)),
            Encoding.UTF8.GetByteCount(value),
            value == "/>" ? "" : WebUtility.HtmlDecode(value),
            v => v.All(XmlConvert.IsXmlChar) ? Encoding.UTF8.GetBytes(encode(v)) : null);
    }

    private static (int, int, Func<string, string>)? Element(string text, int at)
    {
        int end = at + 1;
        for (char quote = '\0'; end < text.Length && (quote != '\0' || text[end] != '>'); end++)
        {
            quote = quote != '\0' ? (text[end] == quote ? '\0' : quote) : text[end] is '"' or '\'' ? text[end] : '\0';
        }

        if (end >= text.Length)
        {
            return null;
        }

        if (text[end - 1] == '/')
        {
            int nameEnd = text.AsSpan(at + 1).IndexOfAny(s_nameEnds);
            string name = text.Substring(at + 1, nameEnd);
            return (end - 1, 2, v => $">{Escape(v)}</{name}>");
        }

        // A comment, a CDATA section or an element within it: then it is no single value that could be replaced.
        int next = text.IndexOf('<', end);
        return next > 0 && text.AsSpan(next).StartsWith("</") ? (end + 1, next - end - 1, Escape) : null;
    }

    private static (int, int, Func<string, string>)? Attribute(string text, int at)
    {
        int open = text.AsSpan(at).IndexOfAny('"', '\'');
        int close = open < 0 ? -1 : text.IndexOf(text[at + open], at + open + 1);
        return close < 0 ? null : (at + open + 1, close - at - open - 1, Escape);
    }

    private static string Escape(string value) => SecurityElement.Escape(value)!;
}
