using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Chartroom;

/// <summary>Keeps one chart for each graph id.</summary>
internal sealed class ChartDesk(RoleContext context)
{
    private static readonly XNamespace GraphMl = "http://graphml.graphdrawing.org/xmlns";

    public async Task<IResult> Receive(HttpRequest request)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(await BodyReader.ReadBytes(request)), settings);
            document = XDocument.Load(reader);
        }
        catch (XmlException fault)
        {
            return JsonAnswers.Say(400, new JsonObject { ["problem"] = fault.Message });
        }

        var graph = document.Root?.Name == GraphMl + "graphml" ? document.Root.Element(GraphMl + "graph") : null;
        if (graph?.Attribute("id")?.Value is not { Length: > 0 } id)
        {
            return JsonAnswers.Say(400, new JsonObject { ["problem"] = $"graphml/graph with an id is mandatory, in {GraphMl.NamespaceName}" });
        }

        var faults = Check(document.Root!, graph);
        if (faults.Count > 0)
        {
            return JsonAnswers.Wrong(faults);
        }

        var stored = context.Journal.Store(id, _ => Hold(document, graph, id));
        return JsonAnswers.Say(stored.IsRepeat ? 200 : 201, new JsonObject
        {
            ["chart"] = id,
            ["nodes"] = int.Parse(stored.Holding.Facts["nodes"], CultureInfo.InvariantCulture),
            ["edges"] = int.Parse(stored.Holding.Facts["edges"], CultureInfo.InvariantCulture),
        });
    }

    private static List<string> Check(XElement root, XElement graph)
    {
        var keys = root.Elements(GraphMl + "key").Select(key => key.Attribute("id")?.Value).ToHashSet();
        var nodes = graph.Elements(GraphMl + "node").Select(node => node.Attribute("id")?.Value).ToList();
        var faults = nodes.GroupBy(id => id).Where(group => group.Key is null || group.Count() > 1).Select(group => $"node id '{group.Key}' is absent or used twice").ToList();
        var ends = graph.Elements(GraphMl + "edge").SelectMany(edge => new[] { edge.Attribute("source")?.Value, edge.Attribute("target")?.Value });
        faults.AddRange(ends.Except(nodes).Select(end => $"an edge ends at '{end}', which is no node"));
        faults.AddRange(graph.Descendants(GraphMl + "data").Select(data => data.Attribute("key")?.Value).Distinct().Except(keys).Select(key => $"data has key '{key}', which is not declared"));
        faults.AddRange(graph.Elements(GraphMl + "node").Where(node => Data(node, "kind") is null).Select(node => $"node '{node.Attribute("id")?.Value}' has no kind"));
        return faults;
    }

    private static string? Data(XElement element, string key) =>
        element.Elements(GraphMl + "data").FirstOrDefault(data => data.Attribute("key")?.Value == key)?.Value;

    private Holding Hold(XDocument document, XElement graph, string id)
    {
        var nodes = graph.Elements(GraphMl + "node").ToList();
        var edges = graph.Elements(GraphMl + "edge").ToList();
        var labels = nodes.GroupBy(node => node.Attribute("id")!.Value).ToDictionary(group => group.Key, group => Data(group.First(), "label") ?? group.Key);
        var facts = new Dictionary<string, string>
        {
            ["nodes"] = nodes.Count.ToString(CultureInfo.InvariantCulture),
            ["edges"] = edges.Count.ToString(CultureInfo.InvariantCulture),
            ["nodeList"] = string.Join("; ", nodes.Select(node => $"{Data(node, "kind")} {labels[node.Attribute("id")!.Value]}")),
            ["edgeList"] = string.Join("; ", edges.Select(edge => $"{labels[edge.Attribute("source")!.Value]} - {Data(edge, "role")} - {labels[edge.Attribute("target")!.Value]}")),
        };
        return new Holding(id, id, "chart", Data(graph, "title") ?? id, context.Now, facts, "application/xml", document.ToString(SaveOptions.DisableFormatting));
    }
}
