using System.Text;
using System.Xml;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Writes GraphML, as tools for graphs read it.</summary>
internal static class GraphMl
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Id, string For)[] s_keys =
        [("type", "node"), ("label", "node"), ("distance", "node"), ("records", "node"), ("attributes", "node"), ("media", "node"), ("role", "edge"), ("sources", "edge")];

    /// <summary>The document.</summary>
    public static byte[] Write(IdentityGraph graph)
    {
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false }))
        {
            writer.WriteStartElement("graphml", Namespace);
            foreach ((string id, string target) in s_keys)
            {
                writer.WriteStartElement("key", Namespace);
                writer.WriteAttributeString("id", id);
                writer.WriteAttributeString("for", target);
                writer.WriteAttributeString("attr.name", id);
                writer.WriteAttributeString("attr.type", id == "distance" ? "int" : "string");
                writer.WriteEndElement();
            }

            writer.WriteStartElement("graph", Namespace);
            writer.WriteAttributeString("edgedefault", "directed");
            graph.Nodes.ToList().ForEach(node => WriteNode(writer, node, graph.MediaOf(node)));
            for (int i = 0; i < graph.Edges.Count; i++)
            {
                WriteEdge(writer, graph.Edges[i], i);
            }
        }

        return stream.ToArray();
    }

    private static void WriteNode(XmlWriter writer, GraphNode node, IReadOnlyList<ViewedMedia> media)
    {
        writer.WriteStartElement("node", Namespace);
        writer.WriteAttributeString("id", PublicId.Identity(node.Id));
        Data(writer, "type", node.Identity.Type);
        Data(writer, "label", node.Label);
        Data(writer, "distance", XmlConvert.ToString(node.Distance));
        Data(writer, "records", GraphText.RecordsOf(node));
        Data(writer, "attributes", GraphText.AttributesOf(node));
        if (media.Count > 0)
        {
            Data(writer, "media", MediaText.Of(media));
        }

        writer.WriteEndElement();
    }

    private static void WriteEdge(XmlWriter writer, GraphEdge edge, int number)
    {
        writer.WriteStartElement("edge", Namespace);
        writer.WriteAttributeString("id", $"e{number}");
        writer.WriteAttributeString("source", PublicId.Identity(edge.From));
        writer.WriteAttributeString("target", PublicId.Identity(edge.To));
        Data(writer, "role", edge.Role);
        Data(writer, "sources", GraphText.SourcesOf(edge));
        writer.WriteEndElement();
    }

    // XML has no way to say some control characters: they are left out.
    private static void Data(XmlWriter writer, string key, string text)
    {
        writer.WriteStartElement("data", Namespace);
        writer.WriteAttributeString("key", key);
        writer.WriteString(string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value))));
        writer.WriteEndElement();
    }
}
