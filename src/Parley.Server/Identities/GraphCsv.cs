using System.Globalization;
using System.IO.Compression;
using System.Text;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// Writes three CSV files in a zip, as i2 Analyst's Notebook and other tools import them: <c>entities.csv</c> with an identity, type and label a row, <c>links.csv</c>
/// with two identities and a link type a row, <c>media.csv</c> with an object of an identity a row. RFC 4180, UTF-8 with a byte order mark.
/// </summary>
internal static class GraphCsv
{
    /// <summary>The zip.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="now">The time that the files bear.</param>
    public static byte[] Write(IdentityGraph graph, DateTimeOffset now)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "entities.csv", now, Entities(graph));
            Add(zip, "links.csv", now, Links(graph));
            Add(zip, "media.csv", now, Media(graph));
        }

        return stream.ToArray();
    }

    private static string Entities(IdentityGraph graph)
    {
        StringBuilder text = new("Entity ID,Entity Type,Label,Distance,Records,Attributes\r\n");
        foreach (GraphNode node in graph.Nodes)
        {
            Row(
                text, PublicId.Identity(node.Id), node.Identity.Type, node.Label, node.Distance.ToString(CultureInfo.InvariantCulture), GraphText.RecordsOf(node),
                GraphText.AttributesOf(node));
        }

        return text.ToString();
    }

    private static string Links(IdentityGraph graph)
    {
        StringBuilder text = new("Link ID,From ID,To ID,Link Type,Direction,Sources\r\n");
        for (int i = 0; i < graph.Edges.Count; i++)
        {
            GraphEdge edge = graph.Edges[i];
            Row(text, $"L{i + 1}", PublicId.Identity(edge.From), PublicId.Identity(edge.To), edge.Role, "From to To", GraphText.SourcesOf(edge));
        }

        return text.ToString();
    }

    private static string Media(IdentityGraph graph)
    {
        StringBuilder text = new("Media ID,Entity ID,Type,Size,SHA-256,Title,Address\r\n");
        foreach (GraphNode node in graph.Nodes)
        {
            foreach (ViewedMedia media in graph.MediaOf(node))
            {
                Row(
                    text, PublicId.Media(media.Media.Row.Id), PublicId.Identity(node.Id), media.Media.Row.Type, MediaText.SizeOf(media), MediaText.Sha256Of(media),
                    media.Media.Name ?? "", MediaText.AddressOf(media));
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, params string[] fields) => text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    // A field that a spreadsheet would take for a formula is kept from being one: the data come from messages.
    private static string Field(string field)
    {
        string safe = field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal) ? $"'{field}" : field;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static void Add(ZipArchive zip, string name, DateTimeOffset now, string text)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name);
        entry.LastWriteTime = now;
        using Stream file = entry.Open();
        file.Write(Encoding.UTF8.Preamble);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
