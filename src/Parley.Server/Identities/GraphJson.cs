using System.Text.Json;
using Parley.Engine.Dictionary;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Neighbourhoods as the API shows them: its own JSON, JSON-LD and GeoJSON.</summary>
internal static class GraphJson
{
    /// <summary>The vocabulary of JSON-LD: the dictionary's names are terms of it.</summary>
    public const string Vocabulary = "urn:parley:dictionary:";

    /// <summary>Writes nodes and links.</summary>
    public static void Write(Utf8JsonWriter writer, (IdentityGraph Graph, Sight Sight, bool Complete) state)
    {
        IdentityGraph graph = state.Graph;
        writer.WriteStartObject();
        writer.WriteString("start"u8, PublicId.Identity(graph.Nodes[0].Id));
        writer.WriteNumber("links"u8, graph.Links);
        IdentityJson.WriteState(writer, state.Sight, graph.Nodes[0].Identity, state.Complete);
        writer.WriteStartArray("nodes"u8);
        foreach (GraphNode node in graph.Nodes)
        {
            writer.WriteStartObject();
            writer.WriteString("identity"u8, PublicId.Identity(node.Id));
            writer.WriteString("type"u8, node.Identity.Type);
            writer.WriteString("label"u8, node.Label);
            writer.WriteNumber("distance"u8, node.Distance);
            writer.WriteStartArray("records"u8);
            foreach (SeenRecord member in node.Identity.Members)
            {
                IdentityJson.WriteSource(writer, member);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("attributes"u8);
            RecordJson.WriteAttributes(writer, node.Best);
            MediaText.Write(writer, graph.MediaOf(node));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("edges"u8);
        foreach (GraphEdge edge in graph.Edges)
        {
            writer.WriteStartObject();
            writer.WriteString("from"u8, PublicId.Identity(edge.From));
            writer.WriteString("role"u8, edge.Role);
            writer.WriteString("to"u8, PublicId.Identity(edge.To));
            writer.WriteStartArray("sources"u8);
            foreach (SeenRecord source in edge.Sources)
            {
                IdentityJson.WriteSource(writer, source);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes JSON-LD 1.1: one node object for each node, its links as properties that name other nodes.</summary>
    public static void WriteLinked(Utf8JsonWriter writer, IdentityGraph graph)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("@context"u8);
        writer.WriteString("@vocab"u8, Vocabulary);
        writer.WriteString("label"u8, "http://www.w3.org/2000/01/rdf-schema#label");
        WriteInOrder(writer, "givenNames");
        writer.WriteEndObject();
        writer.WriteStartArray("@graph"u8);
        ILookup<long, GraphEdge> from = graph.Edges.ToLookup(e => e.From);
        foreach (GraphNode node in graph.Nodes)
        {
            writer.WriteStartObject();
            writer.WriteString("@id"u8, IriOf(node.Id));
            writer.WriteString("@type"u8, node.Identity.Type);
            writer.WriteString("label"u8, node.Label);
            foreach (AttributeValue item in node.Best.Attributes)
            {
                WriteValues(writer, item);
            }

            foreach (IGrouping<string, GraphEdge> role in from[node.Id].GroupBy(e => e.Role, StringComparer.Ordinal))
            {
                writer.WriteStartArray(role.Key);
                foreach (GraphEdge edge in role)
                {
                    writer.WriteStartObject();
                    writer.WriteString("@id"u8, IriOf(edge.To));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            if (graph.MediaOf(node) is { Count: > 0 } media)
            {
                MediaText.WriteLinked(writer, media);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes GeoJSON (RFC 7946): a point for each node with a position of its own, or of a place that it is linked to.</summary>
    public static void WriteGeo(Utf8JsonWriter writer, IdentityGraph graph)
    {
        Dictionary<long, GraphNode> nodes = graph.Nodes.ToDictionary(n => n.Id);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "FeatureCollection");
        writer.WriteStartArray("features"u8);
        foreach (GraphNode node in graph.Nodes)
        {
            if (PointOf(node) is Value own)
            {
                WriteFeature(writer, node, own, null);
            }
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            (GraphNode from, GraphNode to) = (nodes[edge.From], nodes[edge.To]);
            if (PointOf(from) is null && PointOf(to) is Value there)
            {
                WriteFeature(writer, from, there, edge.Role);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Lists of JSON-LD have no order unless it is said.
    private static void WriteInOrder(Utf8JsonWriter writer, string attribute)
    {
        writer.WriteStartObject(attribute);
        writer.WriteString("@id"u8, Vocabulary + attribute);
        writer.WriteString("@container"u8, "@list");
        writer.WriteEndObject();
    }

    private static string IriOf(long id) => $"urn:parley:identity:{PublicId.Identity(id)}";

    private static void WriteValues(Utf8JsonWriter writer, AttributeValue item)
    {
        if (item.Value.Form != ValueForm.List)
        {
            writer.WriteString(item.Attribute.Name, item.Value.ToString());
            return;
        }

        writer.WriteStartArray(item.Attribute.Name);
        foreach (ref readonly Value value in item.Value.Values)
        {
            writer.WriteStringValue(value.ToString());
        }

        writer.WriteEndArray();
    }

    private static Value? PointOf(GraphNode node)
    {
        foreach (AttributeValue item in node.Best.Attributes)
        {
            if (item.Value.Form == ValueForm.Point)
            {
                return item.Value;
            }
        }

        return null;
    }

    private static void WriteFeature(Utf8JsonWriter writer, GraphNode node, Value point, string? role)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "Feature");
        writer.WriteString("id"u8, PublicId.Identity(node.Id));
        writer.WriteStartObject("geometry"u8);
        writer.WriteString("type"u8, "Point");
        writer.WriteStartArray("coordinates"u8);
        writer.WriteNumberValue(point.AsLongitude);
        writer.WriteNumberValue(point.AsLatitude);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("properties"u8);
        writer.WriteString("type"u8, node.Identity.Type);
        writer.WriteString("label"u8, node.Label);
        if (role is not null)
        {
            writer.WriteString("role"u8, role);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
