using System.Text;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Xml;

/// <summary>Tells the encoding of an XML document from its first bytes, as XML 1.0 appendix F describes.</summary>
internal static class XmlEncoding
{
    // The declaration is short; what does not end within this many bytes is none.
    private const int LongestDeclaration = 256;

    /// <summary>Finds the name of the encoding that a document without a byte order mark is in.</summary>
    /// <param name="document">The document, or its beginning.</param>
    /// <param name="otherwise">The encoding when the document says nothing.</param>
    /// <param name="issues">Takes a declaration that cannot be true.</param>
    /// <param name="name">The encoding's name.</param>
    public static bool TryFind(ReadOnlySpan<byte> document, string otherwise, IssueSink issues, out string name)
    {
        string? declared = FromDeclaration(document[..Math.Min(document.Length, LongestDeclaration)]);
        name = document switch
        {
            [0x3C, 0, 0x3F, 0, ..] => "utf-16LE",
            [0, 0x3C, 0, 0x3F, ..] => "utf-16BE",
            _ => declared ?? otherwise,
        };
        if (declared is null || !IsWide(declared))
        {
            return true;
        }

        // The declaration could be read byte by byte, so the document is in some other encoding than it says, and which is a guess.
        issues.Add(FormatIssues.BadEncoding, $"the declaration says {declared}, but the bytes are not", new SourcePosition(null, 1, 1));
        return false;
    }

    private static string? FromDeclaration(ReadOnlySpan<byte> start)
    {
        int end = start.IndexOf("?>"u8);
        if (end < 0 || !start.StartsWith("<?xml "u8))
        {
            return null;
        }

        string declaration = Encoding.Latin1.GetString(start[..end]);
        int at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        int open = at < 0 ? -1 : declaration.AsSpan(at).IndexOfAny('"', '\'') + at;
        int close = open < at + 1 ? -1 : declaration.IndexOf(declaration[open], open + 1);
        return close < 0 ? null : declaration[(open + 1)..close];
    }

    private static bool IsWide(string name) =>
        name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("iso-10646-ucs", StringComparison.OrdinalIgnoreCase);
}
