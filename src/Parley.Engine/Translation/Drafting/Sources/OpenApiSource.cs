using System.Text.Json.Nodes;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Finds the schema of a message in an OpenAPI 3 document: a component's, or that of an operation's request or answer.</summary>
internal static class OpenApiSource
{
    private static readonly string[] Methods = ["post", "put", "patch", "get"];

    public static SourceMessage? Read(DraftRequest request, IssueSink issues)
    {
        JsonDocuments documents = new(issues);
        JsonObject[] all = [.. request.Files.Select(documents.Add).OfType<JsonObject>()];
        if (all.Length == 0)
        {
            return null;
        }

        JsonObject document = all[0];
        JsonObject? components = document["components"]?["schemas"] as JsonObject;
        var operations = Operations(document, documents).ToArray();
        (string Name, JsonObject Schema)? chosen = request.Schema is { } name
            ? components?[name] is JsonObject named ? (name, named) : operations.Where(o => o.Name == name).Select(o => ((string, JsonObject)?)o).FirstOrDefault()
            : operations.Select(o => ((string, JsonObject)?)o).FirstOrDefault() ?? components?.Where(c => c.Value is JsonObject).Select(c => ((string, JsonObject)?)(c.Key, (JsonObject)c.Value!)).FirstOrDefault();
        if (chosen is not { } found)
        {
            string known = string.Join(", ", operations.Select(o => o.Name).Concat(components?.Select(c => c.Key) ?? []).Distinct());
            issues.Add(DraftIssues.UnknownSchema, request.Schema is null ? "the document describes no message" : $"there is no '{request.Schema}'; there are {known}");
            return null;
        }

        string reference = JsonDocuments.Text(found.Schema, "$ref") is { } path ? path[(path.LastIndexOf('/') + 1)..] : "";
        return new JsonSchemaSource(documents).Message(found.Schema, document, [found.Name, reference]);
    }

    // Requests come before answers: what a system takes is what a translation is mostly wanted of.
    private static IEnumerable<(string Name, JsonObject Schema)> Operations(JsonObject document, JsonDocuments documents)
    {
        var all = (document["paths"] as JsonObject ?? [])
            .SelectMany(p => Methods.Select(m => (Path: p.Key, Method: m, Operation: p.Value?[m] as JsonObject)))
            .Where(o => o.Operation is not null)
            .Select(o => (Name: JsonDocuments.Text(o.Operation, "operationId") ?? $"{o.Method} {o.Path}", Operation: o.Operation!))
            .ToArray();
        foreach (var (name, operation) in all)
        {
            if (operation["requestBody"] is JsonObject body && Schema(documents.Resolve(body, document).Schema) is { } schema)
            {
                yield return (name, schema);
            }
        }

        foreach (var (name, operation) in all)
        {
            foreach (JsonObject answer in (operation["responses"] as JsonObject ?? []).Where(r => r.Key.StartsWith('2')).Select(r => r.Value).OfType<JsonObject>())
            {
                if (Schema(documents.Resolve(answer, document).Schema) is { } schema)
                {
                    yield return (name, schema);
                }
            }
        }
    }

    private static JsonObject? Schema(JsonObject body) =>
        (body["content"] as JsonObject ?? []).Where(c => c.Key.Contains("json", StringComparison.Ordinal)).Select(c => c.Value?["schema"]).OfType<JsonObject>().FirstOrDefault();
}
