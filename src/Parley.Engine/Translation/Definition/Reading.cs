using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Translation.Definition;

/// <summary>What all parts of a translation's file are read with.</summary>
/// <param name="Dictionary">The dictionary that names are resolved against.</param>
/// <param name="Issues">Takes the faults.</param>
/// <param name="CodeMaps">The file's named code maps, not yet resolved: which list they are of, their use decides.</param>
internal sealed record Reading(PoleDictionary Dictionary, IssueSink Issues, IReadOnlyDictionary<string, YamlNode> CodeMaps)
{
    /// <summary>Reads a path; null and an issue when it cannot be read.</summary>
    public FieldPath? Path(string text, SourcePosition position)
    {
        if (FieldPath.TryParse(text, out FieldPath? path, out string? fault))
        {
            return path;
        }

        Issues.Add(TranslationIssues.BadPath, fault, position);
        return null;
    }

    /// <summary>Reads a path that stands as a scalar.</summary>
    public FieldPath? Path(YamlNode node, string what) => node.TryAs(YamlForms.Text, what, out string text) ? Path(text, node.Position) : null;

    /// <summary>Reads a condition: <c>path</c>, <c>path=value|other</c>, <c>path!=value</c>, a map with at, is, not and otherwise, or a list of these.</summary>
    public IReadOnlyList<ConditionRule> Conditions(YamlNode? node)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlList list:
                return [.. list.Items.SelectMany(Conditions)];
            case YamlScalar scalar:
                ConditionRule? rule = Condition(scalar);
                return rule is null ? [] : [rule];
            default:
                return Condition((YamlMap)node) is { } mapped ? [mapped] : [];
        }
    }

    /// <summary>Reads constants: a path with its text, or with a map of <c>value</c> and <c>always</c>.</summary>
    public List<ConstantRule> Constants(YamlMap? map)
    {
        List<ConstantRule> rules = [];
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            map!.Find(entry.Key);
            FieldPath? path = Path(entry.Key, entry.KeyPosition);
            YamlMap? options = entry.Value as YamlMap;
            YamlNode? value = options is null ? entry.Value : options.Require("value");
            bool always = options?.Optional("always", YamlForms.Bool, false) ?? false;
            options?.ReportUnknownKeys();
            if (path is not null && value is not null && value.TryAs(YamlForms.AnyText, entry.Key, out string text))
            {
                rules.Add(new ConstantRule(path, text, KindOf((YamlScalar)value), always, entry.KeyPosition));
            }
        }

        return rules;
    }

    /// <summary>How an unquoted scalar is written in formats that tell kinds apart: <c>true</c> and <c>12</c> are no text.</summary>
    public static ScalarKind KindOf(YamlScalar scalar) => scalar.IsQuoted ? ScalarKind.Text : scalar.Text switch
    {
        "true" or "false" => ScalarKind.Boolean,
        "null" or "~" => ScalarKind.Null,
        _ => decimal.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number.ToString(CultureInfo.InvariantCulture) == scalar.Text ? ScalarKind.Number : ScalarKind.Text,
    };

    private ConditionRule? Condition(YamlScalar scalar)
    {
        string text = scalar.Text;
        int at = Operator(text);
        if (at < 0)
        {
            return Path(text, scalar.Position) is { } present ? new ConditionRule(present, [], false, null) : null;
        }

        bool negated = at > 0 && text[at - 1] == '!';
        FieldPath? path = Path(text[..(negated ? at - 1 : at)].Trim(), scalar.Position);
        string[] values = text[(at + 1)..].Split('|', StringSplitOptions.TrimEntries);
        return path is null ? null : new ConditionRule(path, values, negated, null);
    }

    private ConditionRule? Condition(YamlMap map)
    {
        FieldPath? path = map.Require("at") is { } node ? Path(node, "at") : null;
        IReadOnlyList<string> values = map.Values("is", YamlForms.AnyText);
        IReadOnlyList<string> not = map.Values("not", YamlForms.AnyText);
        string? otherwise = map.TryGet("otherwise", YamlForms.AnyText, out string word) ? word : null;
        map.ReportUnknownKeys();
        return path is null ? null : new ConditionRule(path, values.Count > 0 ? values : not, values.Count == 0 && not.Count > 0, otherwise);
    }

    // The first '=' outside brackets and quotes.
    private static int Operator(string text)
    {
        int depth = 0;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c is '[' or ']')
            {
                depth += c == '[' ? 1 : -1;
            }
            else if (c == '=' && depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
