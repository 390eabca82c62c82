using System.Text.Json.Nodes;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>
/// What is signed of an agreement: its file as JSON, and the rules of the groups it names, for who belongs to them is part of what was agreed.
/// A scalar is text, but for true, false and nothing where they stand without quotes; so no reading of YAML's numbers and dates can change it.
/// </summary>
internal static class AgreementContent
{
    /// <summary>The content.</summary>
    /// <param name="file">The agreement's file.</param>
    /// <param name="groups">The groups that it names.</param>
    public static JsonObject Of(YamlMap file, IEnumerable<GroupDefinition> groups)
    {
        JsonObject content = (JsonObject)ToJson(file)!;
        JsonObject rules = [];
        foreach (GroupDefinition group in groups.DistinctBy(g => g.Id).OrderBy(g => g.Id, StringComparer.Ordinal))
        {
            rules[group.Id] = ToJson(group);
        }

        if (rules.Count > 0)
        {
            content["groups"] = rules;
        }

        return content;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
        { IsNull: true } => null,
        YamlScalar { IsQuoted: false, Text: "true" or "false" } scalar => JsonValue.Create(scalar.Text == "true"),
        _ => JsonValue.Create(((YamlScalar)node).Text),
    };

    private static JsonObject ToJson(GroupDefinition group)
    {
        JsonObject json = [];
        Add(json, "kinds", group.Kinds);
        Add(json, "countries", group.Countries);
        Add(json, "nations", group.Nations);
        Add(json, "members", group.Members.Count == 0 ? null : group.Members);
        Add(json, "except", group.Except.Count == 0 ? null : group.Except);
        return json;
    }

    private static void Add(JsonObject json, string key, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            json[key] = new JsonArray([.. values.Order(StringComparer.Ordinal).Select(v => (JsonNode)v)]);
        }
    }
}
