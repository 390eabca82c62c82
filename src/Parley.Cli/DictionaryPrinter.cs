using System.Text.Json.Nodes;
using Parley.Engine.Dictionary;

namespace Parley.Cli;

/// <summary>Shows parts of a dictionary, for people or as JSON.</summary>
internal sealed class DictionaryPrinter(PoleDictionary dictionary, Output output)
{
    /// <summary>Every name that can be looked up.</summary>
    public IEnumerable<string> Names =>
    [
        "types", "roles", "links", "lists", "crosswalks",
        .. dictionary.Types.Keys, .. dictionary.Roles.Keys, .. dictionary.LinkRoles.Keys, .. dictionary.CodeLists.Keys, .. dictionary.Crosswalks.Keys,
    ];

    /// <summary>What there is, in numbers.</summary>
    public void Summary() => Rows(
    [
        Row(("what", "version"), ("", dictionary.Version)),
        Row(("what", "types"), ("", $"{dictionary.TypeList.Count} record types with {dictionary.TypeList.Sum(t => t.Attributes.Count)} attributes")),
        Row(("what", "roles"), ("", $"{dictionary.RoleList.Count} entities with their completeness rules")),
        Row(("what", "links"), ("", $"{dictionary.LinkRoleList.Count} link roles")),
        Row(("what", "lists"), ("", $"{dictionary.CodeListList.Count} code lists with {dictionary.CodeListList.Sum(l => l.Entries.Count)} codes")),
        Row(("what", "crosswalks"), ("", $"{dictionary.CrosswalkList.Count} crosswalks between code lists")),
    ]);

    /// <summary>Lists one kind of thing; false when the name is no kind.</summary>
    public bool List(string kind)
    {
        List<JsonObject>? rows = kind switch
        {
            "types" => [.. dictionary.TypeList.Select(TypeRow)],
            "roles" => [.. dictionary.RoleList.Select(RoleRow)],
            "links" => [.. dictionary.LinkRoleList.Select(LinkRow)],
            "lists" => [.. dictionary.CodeListList.Select(ListRow)],
            "crosswalks" => [.. dictionary.CrosswalkList.Select(CrosswalkRow)],
            _ => null,
        };
        if (rows is not null)
        {
            Rows(rows);
        }

        return rows is not null;
    }

    /// <summary>Shows whatever has this name, in every part of the dictionary; false when nothing has.</summary>
    public bool One(string name)
    {
        string[] parts = name.Split('.');
        if (parts.Length == 2 && dictionary.Types.TryGetValue(parts[0], out RecordType? owner) && owner.TryGet(parts[1], out AttributeDefinition? attribute))
        {
            Show(AttributeRow(attribute), [], "");
            return true;
        }

        bool found = false;
        if (dictionary.Types.TryGetValue(name, out RecordType? type))
        {
            Show(TypeRow(type), [.. type.Attributes.Select(AttributeLine)], "attributes");
            found = true;
        }

        if (dictionary.CodeLists.TryGetValue(name, out CodeList? list))
        {
            Show(ListRow(list), [.. list.Entries.Select(EntryRow)], "codes");
            found = true;
        }

        if (dictionary.Crosswalks.TryGetValue(name, out Crosswalk? crosswalk))
        {
            Show(CrosswalkRow(crosswalk), [.. crosswalk.Entries.Select(CrosswalkLine)], "entries");
            found = true;
        }

        if (dictionary.Roles.TryGetValue(name, out EntityRole? role))
        {
            Show(RoleRow(role), [.. role.Completeness.Select(RuleRow)], "completeness");
            found = true;
        }

        if (dictionary.LinkRoles.TryGetValue(name, out LinkRole? link))
        {
            Show(LinkRow(link), [], "");
            found = true;
        }

        return found;
    }

    /// <summary>Lists everything that holds all the words; false when nothing does.</summary>
    public bool Search(string words)
    {
        string[] wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<JsonObject> hits =
        [
            .. Hits(wanted, "type", dictionary.TypeList, t => t.Name, t => t.Description),
            .. dictionary.TypeList.SelectMany(t => Hits(wanted, "attribute", t.Attributes, a => $"{t.Name}.{a.Name}", a => $"{a.Description} {a.Standard}")),
            .. Hits(wanted, "role", dictionary.RoleList, r => r.Name, r => $"{r.Reference} {r.Title}"),
            .. Hits(wanted, "link", dictionary.LinkRoleList, r => r.Name, r => r.Description),
            .. Hits(wanted, "list", dictionary.CodeListList, l => l.Name, l => $"{l.Title} {l.Source}"),
            .. dictionary.CodeListList.SelectMany(l => Hits(wanted, "code", l.Entries, e => $"{l.Name}:{e.Code}", e => e.Label)),
            .. Hits(wanted, "crosswalk", dictionary.CrosswalkList, c => c.Name, c => c.Source),
        ];
        Rows(hits);
        return hits.Count > 0;
    }

    private static IEnumerable<JsonObject> Hits<T>(string[] words, string kind, IEnumerable<T> items, Func<T, string> name, Func<T, string> text) => items
        .Where(i => words.All(w => name(i).Contains(w, StringComparison.OrdinalIgnoreCase) || text(i).Contains(w, StringComparison.OrdinalIgnoreCase)))
        .Select(i => Row(("what", kind), ("name", name(i)), ("text", text(i).Trim())));

    private static JsonObject TypeRow(RecordType type) => Row(
        ("name", type.Name), ("kind", type.Kind.ToString()), ("key", string.Join(", ", type.Key)), ("standard", type.Standard), ("description", type.Description));

    private static JsonObject AttributeLine(AttributeDefinition attribute) => Row(
        ("name", attribute.Name), ("type", TypeOf(attribute)), ("length", LengthOf(attribute)), ("class", ClassOf(attribute)),
        ("standard", attribute.Standard), ("description", attribute.Description));

    private static JsonObject AttributeRow(AttributeDefinition attribute) => Row(
        ("name", attribute.Name), ("type", TypeOf(attribute)), ("length", LengthOf(attribute)), ("pattern", attribute.Pattern?.ToString() ?? ""),
        ("unit", attribute.Unit ?? ""), ("rules", string.Join(", ", attribute.Rules)), ("class", ClassOf(attribute)),
        ("standard", attribute.Standard), ("owner", attribute.Owner), ("description", attribute.Description));

    private static JsonObject RoleRow(EntityRole role) => Row(
        ("name", role.Name), ("reference", role.Reference), ("type", role.Type.Name), ("title", role.Title));

    private static JsonObject RuleRow(CompletenessRule rule) => Row(
        ("name", rule.Name), ("least", rule.AtLeast.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("of", string.Join(" | ", rule.AnyOf.Select(a => string.Join(" + ", a)))), ("source", rule.Source));

    private static JsonObject LinkRow(LinkRole role) => Row(
        ("name", role.Name), ("inverse", role.Inverse), ("from", string.Join(", ", role.From)), ("to", string.Join(", ", role.To)),
        ("role", role.Role ?? ""), ("description", role.Description));

    private static JsonObject ListRow(CodeList list) => Row(
        ("name", list.Name), ("version", list.Version), ("codes", list.Entries.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("open", list.IsOpen ? "open" : ""), ("title", list.Title), ("source", list.Source));

    private static JsonObject EntryRow(CodeEntry entry) => Row(("code", entry.Code), ("label", entry.Label), ("deprecated", entry.Deprecated ? "deprecated" : ""));

    private static JsonObject CrosswalkRow(Crosswalk crosswalk) => Row(
        ("name", crosswalk.Name), ("from", crosswalk.From.Name), ("to", crosswalk.To.Name), ("source", crosswalk.Source));

    private static JsonObject CrosswalkLine(CrosswalkEntry entry) => Row(
        ("from", entry.From.Code), ("relation", entry.Relation.ToString().ToLowerInvariant()), ("to", entry.To?.Code ?? ""),
        ("label", $"{entry.From.Label} -> {entry.To?.Label ?? "nothing"}"));

    private static string TypeOf(AttributeDefinition attribute)
    {
        string type = attribute.Type.ToString().ToLowerInvariant();
        string of = attribute.Codes is { } codes ? $" of {codes.Name}" : attribute.Identifier is { } identifier ? $" {identifier}" : "";
        return $"{(attribute.Many ? "many " : "")}{type}{of}";
    }

    private static string LengthOf(AttributeDefinition attribute) => (attribute.MinLength, attribute.MaxLength) switch
    {
        (0, 0) => "",
        (0, int most) => $"to {most}",
        (int least, 0) => $"from {least}",
        (int least, int most) => $"{least} to {most}",
    };

    private static string ClassOf(AttributeDefinition attribute) => attribute.Protected ? $"{attribute.DataClass}, protected" : attribute.DataClass;

    private static JsonObject Row(params ReadOnlySpan<(string Key, string Text)> cells)
    {
        JsonObject row = [];
        foreach ((string key, string text) in cells)
        {
            row[key] = text;
        }

        return row;
    }

    private void Show(JsonObject facts, List<JsonObject> rows, string rowsName)
    {
        if (output.Json)
        {
            if (rowsName.Length > 0)
            {
                facts[rowsName] = new JsonArray([.. rows]);
            }

            output.JsonResult(facts);
            return;
        }

        output.Line(output.Bold(facts["name"]!.ToString()));
        foreach ((string key, JsonNode? value) in facts.Skip(1).Where(f => f.Value!.ToString().Length > 0))
        {
            output.Line($"  {key,-12} {value}");
        }

        if (rows.Count > 0)
        {
            output.Line();
            TextTable.Write(output, rows);
        }

        output.Line();
    }

    private void Rows(List<JsonObject> rows)
    {
        if (output.Json)
        {
            output.JsonResult(new JsonArray([.. rows]));
        }
        else
        {
            TextTable.Write(output, rows);
        }
    }
}
