using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Reads the fields that a JSON Schema describes, draft-04 to 2020-12 (and the dialects of OpenAPI 3).</summary>
internal sealed class JsonSchemaSource(JsonDocuments documents)
{
    private const int MostDepth = 12;

    /// <summary>Reads the first file's schema, or the one named among its definitions.</summary>
    public static SourceMessage? Read(DraftRequest request, IssueSink issues)
    {
        JsonDocuments documents = new(issues);
        JsonObject[] all = [.. request.Files.Select(documents.Add).OfType<JsonObject>()];
        if (all.Length == 0)
        {
            return null;
        }

        JsonObject document = all[0];
        JsonObject schema = document;
        if (request.Schema is { } name)
        {
            JsonObject? definitions = document["$defs"] as JsonObject ?? document["definitions"] as JsonObject;
            if (definitions?[name] is not JsonObject named)
            {
                issues.Add(DraftIssues.UnknownSchema, $"there is no '{name}'; there are {string.Join(", ", definitions?.Select(d => d.Key) ?? [])}");
                return null;
            }

            schema = named;
        }

        string title = request.Schema ?? JsonDocuments.Text(document, "title") ?? "";
        return new JsonSchemaSource(documents).Message(schema, document, [title, Path.GetFileNameWithoutExtension(request.Files[0].Path)]);
    }

    /// <summary>The message that a schema describes.</summary>
    public SourceMessage Message(JsonObject schema, JsonObject document, IReadOnlyList<string> words)
    {
        SourceField root = new("");
        Add(root, schema, document, 0);
        return new SourceMessage(root, "json", words);
    }

    private void Add(SourceField field, JsonObject reference, JsonObject within, int depth)
    {
        if (depth > MostDepth)
        {
            return;
        }

        string? ownDescription = JsonDocuments.Text(reference, "description");
        (JsonObject schema, JsonObject document) = documents.Resolve(reference, within);
        field.Description = ownDescription ?? JsonDocuments.Text(schema, "description") ?? field.Description;
        foreach (string keyword in (string[])["allOf", "oneOf", "anyOf"])
        {
            foreach (JsonObject part in (schema[keyword] as JsonArray ?? []).OfType<JsonObject>())
            {
                Add(field, part, document, depth + 1);
            }
        }

        Scalar(field, schema);
        if (schema["items"] is JsonObject items)
        {
            field.Repeated = true;
            Add(field, items, document, depth + 1);
        }

        HashSet<string> required = [.. (schema["required"] as JsonArray ?? []).Select(r => r?.ToString() ?? "")];
        foreach ((string name, JsonNode? property) in schema["properties"] as JsonObject ?? [])
        {
            SourceField child = field.Child(name);
            child.Required |= required.Contains(name);
            if (property is JsonObject described)
            {
                Add(child, described, document, depth + 1);
            }
        }

        foreach (JsonNode? example in (schema["examples"] as JsonArray ?? []).Append(schema["example"]))
        {
            Example(field, example);
        }
    }

    // Whole objects and lists as examples: their values are those of the fields that the schema describes.
    private static void Example(SourceField field, JsonNode? example)
    {
        switch (example)
        {
            case JsonObject values:
                foreach ((string name, JsonNode? value) in values)
                {
                    if (field.Children.Find(c => c.Name == name) is { } child)
                    {
                        Example(child, value);
                    }
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    Example(field, item);
                }

                break;
            case JsonValue value when field.HasValue:
                field.AddValue(value.ToString());
                break;
        }
    }

    private static void Scalar(SourceField field, JsonObject schema)
    {
        string[] types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(t => t?.ToString() ?? "")],
            JsonValue one => [one.ToString()],
            _ => [],
        };
        field.IsNumber |= types.Any(t => t is "number" or "integer");
        field.IsBoolean |= types.Contains("boolean");
        field.HasValue |= types.Any(t => t is "string" or "number" or "integer" or "boolean") || schema.ContainsKey("enum") || schema.ContainsKey("const");
        field.Format = JsonDocuments.Text(schema, "format") ?? field.Format;
        field.MaxLength = schema["maxLength"] is JsonValue length && length.TryGetValue(out int most) ? most : field.MaxLength;
        foreach (JsonNode? code in (schema["enum"] as JsonArray ?? []).Append(schema["const"]).Where(c => c is JsonValue))
        {
            string text = code!.GetValueKind() == JsonValueKind.String ? code.GetValue<string>() : code.ToJsonString();
            if (!field.Enumeration.Exists(e => e.Code == text))
            {
                field.Enumeration.Add((text, JsonDocuments.Text(schema, "title") is { } title && schema.ContainsKey("const") ? title : ""));
            }
        }
    }
}
