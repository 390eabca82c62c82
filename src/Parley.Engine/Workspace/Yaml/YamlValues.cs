using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>YAML as JSON: plain scalars by YAML 1.2's core schema, quoted ones as strings.</summary>
internal static partial class YamlValues
{
    /// <summary>The value that a node is.</summary>
    public static JqValue Of(YamlNode node) => node switch
    {
        YamlScalar scalar => Of(scalar),
        YamlList list => JqValue.FromItems(list.Items.Select(Of)),
        YamlMap map => JqValue.FromMembers(map.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))),
        _ => JqValue.Null,
    };

    /// <summary>The value of a text whose top is a map; null when it is not such YAML.</summary>
    public static JqValue? TryParse(string text)
    {
        IssueSink issues = new();
        YamlMap? map = YamlText.TryParse("", text, issues);
        return map is null || issues.HasErrors ? null : Of(map);
    }

    private static JqValue Of(YamlScalar scalar)
    {
        string text = scalar.Text;
        if (scalar.IsQuoted)
        {
            return JqValue.From(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => JqValue.Null,
            "true" or "True" or "TRUE" => JqValue.True,
            "false" or "False" or "FALSE" => JqValue.False,
            _ => Number().IsMatch(text) ? JqValue.From(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)) : JqValue.From(text),
        };
    }

    [GeneratedRegex("^[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
