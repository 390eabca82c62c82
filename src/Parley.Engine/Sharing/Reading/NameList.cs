using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Reads names that must be known, and lists of them.</summary>
internal static class NameList
{
    /// <summary>A list of known names: null when the key is not written; a key without a value is an empty list, never "any".</summary>
    public static IReadOnlyList<string>? Read(YamlMap map, string key, string what, IEnumerable<string> known, IssueCode code)
    {
        YamlNode? node = map.Find(key);
        if (node is null && !map.Entries.Any(e => e.Key == key))
        {
            return null;
        }

        IReadOnlyList<string> values = node is null ? [] : map.Values(key, YamlForms.Text);
        if (values.Count == 0 && node is null or YamlList { Items.Count: 0 })
        {
            YamlEntry entry = map.Entries.Single(e => e.Key == key);
            map.Issues.Add(AgreementIssues.EmptyList, $"'{key}' is empty: that is nobody and nothing, not everybody", entry.KeyPosition);
        }

        foreach (YamlNode item in Items(map, key))
        {
            CheckKnown(item, what, known, code);
        }

        return [.. values.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A known name, or a fallback when the key is not written.</summary>
    public static string One(YamlMap map, string key, string what, IEnumerable<string> known, IssueCode code, string? fallback = null)
    {
        YamlNode? node = fallback is null ? map.Require(key) : map.Find(key);
        if (node is null || !node.TryAs(YamlForms.Text, key, out string value))
        {
            return fallback ?? "";
        }

        CheckKnown(node, what, known, code);
        return value;
    }

    /// <summary>The scalars of a list, or the one scalar that stands for it.</summary>
    public static IEnumerable<YamlScalar> Items(YamlMap map, string key) => map.Find(key) switch
    {
        YamlList list => list.Items.OfType<YamlScalar>(),
        YamlScalar scalar => [scalar],
        _ => [],
    };

    private static void CheckKnown(YamlNode node, string what, IEnumerable<string> known, IssueCode code)
    {
        if (node is YamlScalar { Text: var text } && text.Length > 0 && !known.Contains(text, StringComparer.Ordinal))
        {
            node.Report(code, $"there is no {what} '{text}'{YamlForms.DidYouMean(text, known)}");
        }
    }
}
