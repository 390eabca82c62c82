using System.Net;
using System.Text;

namespace Parley.Engine.Sharing.Export;

/// <summary>Builds a page of headings, tables and paragraphs. Every text is encoded here, so that none can become markup.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>A heading.</summary>
    public void Heading(string title) => _text.Append($"<h2>{Encode(title)}</h2>\n");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => _text.Append($"<p>{Encode(text)}</p>\n");

    /// <summary>A table of terms and what is said of each; a text that is empty is said to be missing.</summary>
    public void Terms(params (string Term, string Text)[] rows)
    {
        _text.Append("<table class=\"terms\">\n");
        foreach ((string term, string text) in rows)
        {
            string shown = string.IsNullOrWhiteSpace(text) ? "<em>nothing said</em>" : Encode(text);
            _text.Append($"<tr><th scope=\"row\">{Encode(term)}</th><td>{shown}</td></tr>\n");
        }

        _text.Append("</table>\n");
    }

    /// <summary>A table with a head.</summary>
    public void Table(string[] head, IEnumerable<string[]> rows)
    {
        _text.Append("<table>\n<thead><tr>").AppendJoin("", head.Select(h => $"<th scope=\"col\">{Encode(h)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (string[] row in rows)
        {
            _text.Append("<tr>").AppendJoin("", row.Select(c => $"<td>{Encode(c)}</td>")).Append("</tr>\n");
        }

        _text.Append("</tbody>\n</table>\n");
    }

    /// <summary>The whole page, which loads nothing from anywhere.</summary>
    public string Page(string title, string style) => $"""
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>{style}</style>
        </head>
        <body>
        <main>
        <h1>{Encode(title)}</h1>
        {_text}</main>
        </body>
        </html>

        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
