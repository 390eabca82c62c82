using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Parts of a graph as one text each, for formats that have no more room.</summary>
internal static class GraphText
{
    /// <summary>A node's records with their systems.</summary>
    public static string RecordsOf(GraphNode node) => string.Join("; ", node.Identity.Members.Select(m => $"{PublicId.Record(m.Name)} {m.System}"));

    /// <summary>A node's attributes, each by its best known value.</summary>
    public static string AttributesOf(GraphNode node)
    {
        List<string> parts = [];
        foreach (AttributeValue item in node.Best.Attributes)
        {
            parts.Add($"{item.Attribute.Name}: {item.Value}");
        }

        return string.Join("; ", parts);
    }

    /// <summary>Who says a link, and since when.</summary>
    public static string SourcesOf(GraphEdge edge) => string.Join("; ", edge.Sources.Select(s => $"{s.System} {Clock.Moment(s.KnownAt):yyyy-MM-ddTHH:mm:ssZ}"));
}
