using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Workspace.Yaml;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Definition;

/// <summary>Reads a translation's file into a definition; every fault is reported, with its place.</summary>
internal static class TranslationReader
{
    public static TranslationDefinition? Read(string path, string text, PoleDictionary dictionary, IssueSink issues)
    {
        YamlMap? file = YamlText.TryParse(path, text, issues);
        if (file is null)
        {
            return null;
        }

        string? name = file.Required("translation", YamlForms.Name);
        FormatReading? format = FormatReading.Read(file);
        YamlMap? recordMap = file.RequiredMap("records");
        Reading reading = new(dictionary, issues, CodeMaps(file));
        string direction = file.Optional("direction", YamlForms.OneOf("both", "in", "out"), "both");
        List<RecordRule> records = recordMap is null ? [] : RecordReading.Read(recordMap, file.Optional("subject", YamlForms.Name, ""), reading);
        List<LinkRule> links = [.. file.Maps("links").Select(m => LinkReading.Read(m, records, reading)).OfType<LinkRule>()];
        TranslationDefinition? definition = name is null || format is null || records.Count == 0 ? null : new TranslationDefinition
        {
            Name = name,
            File = path,
            Position = file.Position,
            Format = format.Format,
            Namespaces = format.Namespaces,
            Root = format.Root,
            CanRead = direction != "out",
            CanWrite = direction != "in",
            Records = records,
            Links = links,
            Constants = reading.Constants(file.Map("constants")),
            Facts = Facts(file, reading),
            Unused = Unused(file, reading),
            Responsibilities = Responsibilities(file, records),
            Order = [.. file.Values("order", YamlForms.Text).Select(t => reading.Path(t, file.Position)).OfType<FieldPath>()],
            Embedded = Embedded(file, reading),
        };
        if (recordMap is { Entries.Count: 0 })
        {
            recordMap.Report(TranslationIssues.Malformed, "a translation needs at least one record");
        }

        file.Find("note");
        file.ReportUnknownKeys();
        return definition;
    }

    private static Dictionary<string, YamlNode> CodeMaps(YamlMap file) =>
        file.Map("codes")?.Entries.ToDictionary(e => e.Key, e => e.Value) ?? [];

    private static List<FactRule> Facts(YamlMap file, Reading reading)
    {
        List<FactRule> rules = [];
        foreach (YamlEntry entry in file.Map("message")?.Entries ?? [])
        {
            file.Map("message")!.Find(entry.Key);
            if (!Enum.TryParse(entry.Key, true, out MessageFact fact) || char.IsDigit(entry.Key[0]))
            {
                entry.Value.Report(TranslationIssues.Malformed, $"'{entry.Key}' is no fact of a message; known: id, correlation, sent, sender, recipient");
                continue;
            }

            AttributeDefinition attribute = new() { Name = entry.Key, Type = fact == MessageFact.Sent ? ValueType.Instant : ValueType.Text };
            AttributeRule? rule = AttributeReading.Read(attribute, entry.Value, entry.KeyPosition, reading);
            if (rule is { Codec: Codecs.SingleField single, Fields.Count: 1 })
            {
                rules.Add(new FactRule(fact, rule.Fields[0], single.Codec, entry.KeyPosition));
            }
            else if (rule is not null)
            {
                entry.Value.Report(TranslationIssues.Unfit, "a fact of the message stands in one field");
            }
        }

        return rules;
    }

    private static List<UnusedRule> Unused(YamlMap file, Reading reading)
    {
        List<UnusedRule> rules = [];
        foreach (YamlEntry entry in file.Map("unused")?.Entries ?? [])
        {
            FieldPath? path = reading.Path(entry.Key, entry.KeyPosition);
            if (path is not null && entry.Value.TryAs(YamlForms.Text, entry.Key, out string reason))
            {
                rules.Add(new UnusedRule(path, reason, entry.KeyPosition));
            }
        }

        return rules;
    }

    private static List<ResponsibilityRule> Responsibilities(YamlMap file, List<RecordRule> records)
    {
        List<ResponsibilityRule> rules = [];
        YamlMap? map = file.Map("responsibilities");
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            map!.Find(entry.Key);
            string[] names = entry.Key.Split('.', 2);
            RecordRule? record = records.Find(r => r.Name == names[0]);
            if (record is null)
            {
                entry.Value.Report(TranslationIssues.UnknownRecord, $"there is no record '{names[0]}' here{YamlForms.DidYouMean(names[0], records.Select(r => r.Name))}");
            }
            else if (names.Length == 2 && record.Attributes.All(a => a.Attribute.Name != names[1]))
            {
                entry.Value.Report(TranslationIssues.UnknownAttribute, $"'{record.Name}' has no attribute '{names[1]}' here{YamlForms.DidYouMean(names[1], record.Attributes.Select(a => a.Attribute.Name))}");
            }
            else if (map.TryGet(entry.Key, YamlForms.Choice<Responsibility>(), out Responsibility whose))
            {
                rules.Add(new ResponsibilityRule(names[0], names.Length == 2 ? names[1] : null, whose, entry.KeyPosition));
            }
        }

        return rules;
    }

    private static List<(FieldPath Path, MessageFormat Format)> Embedded(YamlMap file, Reading reading)
    {
        List<(FieldPath, MessageFormat)> embedded = [];
        foreach (YamlEntry entry in file.Map("embedded")?.Entries ?? [])
        {
            FieldPath? path = reading.Path(entry.Key, entry.KeyPosition);
            FormatReading? format = FormatReading.Read(entry.Value);
            if (path is not null && format is not null)
            {
                embedded.Add((path, format.Format));
            }
        }

        return embedded;
    }
}
