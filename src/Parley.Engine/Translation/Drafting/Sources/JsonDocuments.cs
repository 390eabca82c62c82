using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>The JSON or YAML documents of a request, and the references between them.</summary>
internal sealed class JsonDocuments(IssueSink issues)
{
    private const int MostHops = 20;

    private readonly Dictionary<string, JsonObject> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unresolved = [];

    /// <summary>Reads a file; null after an issue.</summary>
    public JsonObject? Add(DraftFile file)
    {
        string? text = YamlText.Decode(file.Path, file.Content.Span, issues);
        JsonNode? node = null;
        if (text is not null && text.TrimStart().StartsWith('{'))
        {
            try
            {
                node = JsonNode.Parse(text, null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            }
            catch (JsonException fault)
            {
                issues.Add(DraftIssues.Unreadable, fault.Message, new SourcePosition(file.Path, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1));
                return null;
            }
        }
        else if (text is not null)
        {
            node = YamlText.TryParse(file.Path, text, issues) is { } map ? ToJson(map) : null;
        }

        if (node is not JsonObject document)
        {
            return null;
        }

        _byName[Path.GetFileName(file.Path)] = document;
        // Before draft 6 it was "id", which may as well be a property's name.
        if ((Text(document, "$id") ?? (Text(document, "id") is { } old && old.Contains('/', StringComparison.Ordinal) ? old : null)) is { Length: > 0 } id)
        {
            _byName[id.TrimEnd('#')] = document;
        }

        return document;
    }

    /// <summary>What a schema is in the end, with the document that its own references are relative to.</summary>
    public (JsonObject Schema, JsonObject Document) Resolve(JsonObject schema, JsonObject document)
    {
        for (int hop = 0; hop < MostHops && Text(schema, "$ref") is { } reference; hop++)
        {
            if (Find(reference, document) is not { } found)
            {
                if (_unresolved.Add(reference))
                {
                    issues.Add(DraftIssues.Unresolved, $"'{reference}' leads nowhere in the files given");
                }

                return ([], document);
            }

            (schema, document) = found;
        }

        return (schema, document);
    }

    public static string? Text(JsonObject? map, string key) => map?[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private (JsonObject Schema, JsonObject Document)? Find(string reference, JsonObject document)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        string file = hash < 0 ? reference : reference[..hash];
        string pointer = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        JsonObject? target = file.Length == 0 ? document
            : _byName.GetValueOrDefault(file) ?? _byName.GetValueOrDefault(file[(file.LastIndexOf('/') + 1)..]);
        JsonNode? node = target;
        foreach (string step in pointer.Split('/').Skip(1).Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            node = node switch
            {
                JsonObject map => map[step],
                JsonArray list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at < list.Count => list[at],
                _ => null,
            };
        }

        if (pointer.Length > 0 && !pointer.StartsWith('/'))
        {
            node = (target?["$defs"] as JsonObject ?? target?["definitions"] as JsonObject)?
                .Select(d => d.Value).OfType<JsonObject>().FirstOrDefault(d => Text(d, "$anchor") == pointer || Text(d, "$id") == "#" + pointer);
        }

        return node is JsonObject schema && target is not null ? (schema, target) : null;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.DistinctBy(e => e.Key).Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsQuoted: false, Text: "true" or "false" } word => JsonValue.Create(word.Text == "true"),
        YamlScalar { IsQuoted: false } number when long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };
}
