using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Translation.Definition;

/// <summary>Reads the links of a translation.</summary>
internal static class LinkReading
{
    public static LinkRule? Read(YamlMap map, List<RecordRule> records, Reading reading)
    {
        FieldPath? element = map.Find("each") is { } each ? reading.Path(each, "each") : null;
        (IReadOnlyList<RecordRule> from, FieldPath? fromField) = End(map, "from", element is not null, records, reading);
        (IReadOnlyList<RecordRule> to, FieldPath? toField) = End(map, "to", element is not null, records, reading);
        (FieldPath? by, bool byOnTo, string separator) = By(map, reading);
        string only = map.Optional("only", YamlForms.OneOf("in", "out"), "");
        LinkRule? rule = Role(map, new LinkRule
        {
            Position = map.Position,
            Reads = only != "out",
            Writes = only != "in",
            From = from,
            To = to,
            By = by,
            ByOnTo = byOnTo,
            BySeparator = separator,
            Element = element,
            ElementFrom = fromField,
            ElementTo = toField,
        }, reading);
        map.ReportUnknownKeys();
        if (rule is null || from.Count == 0 || to.Count == 0)
        {
            return null;
        }

        CheckFit(rule, reading);
        if (by is not null)
        {
            CheckKeys(byOnTo ? rule.From : rule.To, map, reading);
        }

        return rule;
    }

    // A path in the first record's place, or a map that says which place it is in.
    private static (FieldPath? Path, bool OnTo, string Separator) By(YamlMap map, Reading reading)
    {
        YamlNode? node = map.Find("by");
        if (node is not YamlMap options)
        {
            return (node is null ? null : reading.Path(node, "by"), false, "");
        }

        FieldPath? path = options.Require("at") is { } at ? reading.Path(at, "at") : null;
        bool onTo = options.Optional("on", YamlForms.OneOf("from", "to"), "from") == "to";
        string separator = options.Optional("split", YamlForms.AnyText, "");
        options.ReportUnknownKeys();
        return (path, onTo, separator);
    }

    private static (IReadOnlyList<RecordRule> Records, FieldPath? Field) End(
        YamlMap map, string key, bool isElement, List<RecordRule> records, Reading reading)
    {
        YamlNode? node = map.Require(key);
        if (node is null)
        {
            return ([], null);
        }

        if (!isElement)
        {
            return (Named(map.Values(key, YamlForms.Text), node, records), null);
        }

        if (node is YamlMap end)
        {
            FieldPath? field = end.Require("at") is { } at ? reading.Path(at, "at") : null;
            IReadOnlyList<string> names = end.Values("records", YamlForms.Text);
            end.ReportUnknownKeys();
            return (names.Count > 0 ? Named(names, end, records) : [.. records.Where(r => r.HasKey)], field);
        }

        return ([.. records.Where(r => r.HasKey)], reading.Path(node, key));
    }

    private static List<RecordRule> Named(IReadOnlyList<string> names, YamlNode node, List<RecordRule> records)
    {
        List<RecordRule> found = [];
        foreach (string name in names)
        {
            RecordRule? record = records.Find(r => r.Name == name);
            if (record is null)
            {
                node.Report(TranslationIssues.UnknownRecord, $"'{name}' is no record of this translation{YamlForms.DidYouMean(name, records.Select(r => r.Name))}");
            }
            else
            {
                found.Add(record);
            }
        }

        return found;
    }

    private static LinkRule? Role(YamlMap map, LinkRule rule, Reading reading)
    {
        YamlNode? node = map.Require("role");
        if (node is YamlScalar scalar)
        {
            return Find(scalar.Text, scalar, reading) is { } role ? rule with { Role = role } : null;
        }

        if (node is YamlList several)
        {
            LinkRole[] all = [.. several.Items.OfType<YamlScalar>().Select(s => Find(s.Text, s, reading)).OfType<LinkRole>()];
            return all.Length < several.Items.Count ? null : rule with { Role = all[0], Also = all[1..] };
        }

        if (node?.AsMap("role") is not { } choice)
        {
            return null;
        }

        FieldPath? field = choice.Require("at") is { } at ? reading.Path(at, "at") : null;
        LinkRole? fallback = choice.TryGet("default", YamlForms.Text, out string name) ? Find(name, choice, reading) : null;
        bool onTo = choice.Optional("on", YamlForms.OneOf("from", "to"), "from") == "to";
        List<KeyValuePair<string, LinkRole>> roles = [];
        List<string> noRole = [];
        foreach (YamlEntry entry in Codes(choice, reading)?.Entries ?? [])
        {
            foreach (YamlNode target in entry.Value is YamlList list ? list.Items : [entry.Value])
            {
                if (target is YamlScalar { Text: "none" })
                {
                    noRole.Add(entry.Key);
                }
                else if (target.TryAs(YamlForms.Text, entry.Key, out string text) && Find(text, target, reading) is { } role)
                {
                    roles.Add(KeyValuePair.Create(entry.Key, role));
                }
            }
        }

        choice.ReportUnknownKeys();
        return field is null ? null : rule with { Role = fallback, RoleField = field, RoleFieldOnTo = onTo, Roles = roles, NoRole = noRole };
    }

    private static YamlMap? Codes(YamlMap choice, Reading reading)
    {
        YamlNode? codes = choice.Require("codes");
        if (codes is YamlScalar name)
        {
            if (reading.CodeMaps.TryGetValue(name.Text, out YamlNode? named))
            {
                return named.AsMap(name.Text);
            }

            name.Report(TranslationIssues.UnknownCode, $"'{name.Text}' is no code map of this translation");
            return null;
        }

        return codes?.AsMap("codes");
    }

    private static LinkRole? Find(string name, YamlNode node, Reading reading)
    {
        if (reading.Dictionary.LinkRoles.TryGetValue(name, out LinkRole? role))
        {
            return role;
        }

        node.Report(TranslationIssues.UnknownRole, $"'{name}' is no link role{YamlForms.DidYouMean(name, reading.Dictionary.LinkRoles.Keys)}");
        return null;
    }

    private static void CheckFit(LinkRule rule, Reading reading)
    {
        // An element of its own can join any records; each of its roles must fit some pair.
        foreach (LinkRole role in rule.AllRoles)
        {
            bool fits = rule.Element is null
                ? rule.From.All(r => role.AllowsFrom(r.Type)) && rule.To.All(r => role.AllowsTo(r.Type))
                : rule.From.Any(r => role.AllowsFrom(r.Type)) && rule.To.Any(r => role.AllowsTo(r.Type));
            if (!fits)
            {
                reading.Issues.Add(new Issue(
                    TranslationIssues.UnknownRole,
                    $"'{role.Name}' joins {Names(role.From)} to {Names(role.To)}, not {string.Join(", ", rule.From.Select(r => r.Type.Name).Distinct())} to {string.Join(", ", rule.To.Select(r => r.Type.Name).Distinct())}")
                {
                    Position = rule.Position,
                });
            }
        }
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "anything" : string.Join(" or ", names);

    private static void CheckKeys(IReadOnlyList<RecordRule> records, YamlMap map, Reading reading)
    {
        foreach (RecordRule record in records.Where(r => !r.HasKey))
        {
            reading.Issues.Add(TranslationIssues.Malformed, $"'{record.Name}' is referred to by key but has no 'key'", map.Position);
        }
    }
}
