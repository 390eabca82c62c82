using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Translation.Definition;

/// <summary>Reads the records of a translation.</summary>
internal static class RecordReading
{
    /// <summary>The rules, the subject first and parents before what stands in them.</summary>
    public static List<RecordRule> Read(YamlMap map, string subject, Reading reading)
    {
        List<RecordRule> rules = [];
        IEnumerable<YamlEntry> ordered = map.Entries.OrderBy(e => e.Key == subject ? 0 : 1);
        if (subject.Length > 0 && !map.Has(subject))
        {
            map.Report(TranslationIssues.UnknownRecord, $"the subject '{subject}' is not among the records");
        }

        foreach (YamlEntry entry in ordered)
        {
            map.Find(entry.Key);
            RecordRule? rule = entry.Value.AsMap(entry.Key) is { } record ? Record(entry, record, rules, reading) : null;
            if (rule is not null)
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    private static RecordRule? Record(YamlEntry entry, YamlMap map, List<RecordRule> rules, Reading reading)
    {
        (RecordType? type, EntityRole? role) = Type(map, reading);
        RecordRule? parent = Parent(map, rules);
        bool each = map.Has("each");
        FieldPath? place = map.Find(each ? "each" : "at") is { } node ? reading.Path(node, each ? "each" : "at") : FieldPath.Self;
        if (each && map.Has("at"))
        {
            map.Report(TranslationIssues.Malformed, "a record has 'at' or 'each', not both");
            map.Find("at");
        }

        if (place is { Up: > 0 })
        {
            map.Report(TranslationIssues.BadPath, $"a record does not stand outwards ('{place}'); 'in' names the record within whose place it is, or the place begins with '/'");
        }

        (FieldPath? key, KeyStyle keyStyle, string? keyConstant) = Key(map, reading);
        IReadOnlyList<ConditionRule> when = reading.Conditions(map.Find("when"));
        string prefix = map.Optional("key-prefix", YamlForms.Text, "r");
        bool required = map.Optional("required", YamlForms.Bool, false);
        List<ConstantRule> constants = reading.Constants(map.Map("constants"));
        YamlMap? attributes = map.Map("attributes");
        List<AttributeRule> rulesOfAttributes = [];
        foreach (YamlEntry attribute in attributes?.Entries ?? [])
        {
            attributes!.Find(attribute.Key);
            if (type is not null)
            {
                rulesOfAttributes.AddRange(Attribute(attribute, type, reading));
            }
        }

        string? accepted = map.TryGet("accept", YamlForms.Text, out string reason) ? reason : null;
        map.ReportUnknownKeys();
        return type is null || place is null ? null : new RecordRule
        {
            Name = entry.Key,
            Ordinal = rules.Count,
            Position = entry.KeyPosition,
            Type = type,
            Role = role,
            Parent = parent,
            Place = place,
            Each = each,
            When = when,
            Key = key,
            KeyStyle = keyStyle,
            KeyConstant = keyConstant,
            KeyPrefix = prefix,
            Constants = constants,
            Required = required,
            Accepted = accepted,
            Attributes = rulesOfAttributes,
        };
    }

    // A path, a map that says that keys are numbers or letters, or a constant.
    private static (FieldPath? Path, KeyStyle Style, string? Constant) Key(YamlMap map, Reading reading)
    {
        YamlNode? node = map.Find("key");
        if (node is not YamlMap options)
        {
            return (node is null ? null : reading.Path(node, "key"), KeyStyle.Own, null);
        }

        if (options.TryGet("constant", YamlForms.Text, out string constant))
        {
            options.ReportUnknownKeys();
            return (null, KeyStyle.Own, constant);
        }

        FieldPath? path = options.Require("at") is { } at ? reading.Path(at, "at") : null;
        bool numbers = options.Optional("number", YamlForms.Bool, false);
        bool letters = options.Optional("letters", YamlForms.Bool, false);
        options.ReportUnknownKeys();
        return (path, numbers ? KeyStyle.Numbers : letters ? KeyStyle.Letters : KeyStyle.Own, null);
    }

    // One rule, or a list of rules each under a condition of its own.
    private static IEnumerable<AttributeRule> Attribute(YamlEntry entry, RecordType type, Reading reading)
    {
        if (!type.TryGet(entry.Key, out AttributeDefinition? definition))
        {
            entry.Value.Issues.Add(
                TranslationIssues.UnknownAttribute,
                $"{type.Name} has no attribute '{entry.Key}'{YamlForms.DidYouMean(entry.Key, type.Attributes.Select(a => a.Name))}",
                entry.KeyPosition);
            return [];
        }

        if (entry.Value is YamlList list && list.Items.Any(i => i is YamlMap))
        {
            return list.Items.Select(i => AttributeReading.Read(definition, i, i.Position, reading)).OfType<AttributeRule>();
        }

        return AttributeReading.Read(definition, entry.Value, entry.KeyPosition, reading) is { } rule ? [rule] : [];
    }

    private static (RecordType? Type, EntityRole? Role) Type(YamlMap map, Reading reading)
    {
        string? name = map.Required("type", YamlForms.Text);
        string roleName = map.Optional("role", YamlForms.Text, "");
        if (name is null)
        {
            return (null, null);
        }

        EntityRole? role = null;
        if (roleName.Length > 0 && !reading.Dictionary.Roles.TryGetValue(roleName, out role))
        {
            map.Report(TranslationIssues.UnknownType, $"'{roleName}' is no entity role{YamlForms.DidYouMean(roleName, reading.Dictionary.Roles.Keys)}");
        }

        if (reading.Dictionary.Types.TryGetValue(name, out RecordType? type))
        {
            if (role is not null && !ReferenceEquals(role.Type, type))
            {
                map.Report(TranslationIssues.UnknownType, $"the entity role '{roleName}' is played by {role.Type.Name}, not by {type.Name}");
            }

            return (type, role);
        }

        if (reading.Dictionary.Roles.TryGetValue(name, out EntityRole? named))
        {
            return (named.Type, named);
        }

        map.Report(
            TranslationIssues.UnknownType,
            $"'{name}' is no record type{YamlForms.DidYouMean(name, reading.Dictionary.Types.Keys)}");
        return (null, null);
    }

    private static RecordRule? Parent(YamlMap map, List<RecordRule> rules)
    {
        string name = map.Optional("in", YamlForms.Text, "");
        RecordRule? parent = rules.Find(r => r.Name == name);
        if (name.Length > 0 && parent is null)
        {
            map.Report(TranslationIssues.UnknownRecord, $"'{name}' is not a record above this one");
        }

        return parent;
    }
}
