using System.Xml;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Xml;

/// <summary>Makes issues of what the XML parser refuses.</summary>
internal static class XmlFaults
{
    /// <summary>Which code an exception of the parser stands for, what it says and where, in a text that the parser was given whole.</summary>
    public static (IssueCode Code, string Message, int Line, int Column) Explain(XmlException e, ReadOnlySpan<char> text, bool beforeFirstElement)
    {
        // The parser gives no code for what it found, and no place for a document type declaration.
        int declaration = beforeFirstElement ? text.IndexOf("<!DOCTYPE") : -1;
        if (declaration >= 0)
        {
            ReadOnlySpan<char> before = text[..declaration];
            return (FormatIssues.DocumentType, "there is a document type declaration",
                before.Count('\n') + 1, declaration - before.LastIndexOf('\n'));
        }

        if (text.IsWhiteSpace())
        {
            return (FormatIssues.Empty, "there is no XML element", 1, 1);
        }

        (int line, int column) = (Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition));
        return IsEntity(text, line, column)
            ? (FormatIssues.DocumentType, WithoutPlace(e), line, column)
            : (FormatIssues.Malformed, WithoutPlace(e), line, column);
    }

    /// <summary>The parser's text without the place, which an issue carries by itself.</summary>
    public static string WithoutPlace(XmlException e)
    {
        int place = e.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return place < 0 ? e.Message : e.Message[..place];
    }

    // The parser stops at the name of an entity that it does not know; a name that it would know, or that does not end, is another fault.
    private static bool IsEntity(ReadOnlySpan<char> text, int line, int column)
    {
        for (; line > 1; line--)
        {
            int end = text.IndexOf('\n');
            if (end < 0)
            {
                return false;
            }

            text = text[(end + 1)..];
        }

        if (column < 2 || column > text.Length || text[column - 2] != '&')
        {
            return false;
        }

        text = text[(column - 1)..];
        int semicolon = text.IndexOf(';');
        return semicolon > 0 && System.Xml.XmlReader.IsName(text[..semicolon].ToString());
    }
}
