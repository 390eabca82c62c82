using System.Buffers;
using System.Text.RegularExpressions;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads which events are waited for.</summary>
internal sealed class EventReader(TemplateReader templates)
{
    /// <summary>What makes a text a regular expression and no plain name of a type or source.</summary>
    private static readonly SearchValues<char> s_signs = SearchValues.Create("*+^$|([\\");

    private static readonly string[] s_kinds = ["one", "any", "all"];

    /// <summary>A strategy: one, any or all. <c>until</c> is the caller's to read.</summary>
    public EventStrategy? Strategy(YamlMap map, string[] names)
    {
        string[] given = [.. s_kinds.Where(k => map.Find(k) is not null)];
        if (given.Length != 1)
        {
            map.Report(ProcessIssues.NoOneTask, "exactly one of one, any and all must say which events are meant");
            return null;
        }

        YamlNode value = map.Find(given[0])!;
        IReadOnlyList<YamlNode> filters = given[0] == "one" ? [value] : value.AsList(given[0])?.Items ?? [];
        return new EventStrategy(given[0], [.. filters.Select(f => f.AsMap(given[0])).OfType<YamlMap>().Select(f => Filter(f, names))]);
    }

    private EventFilterNode Filter(YamlMap map, string[] names)
    {
        List<EventAttribute> attributes = [];
        YamlMap? with = map.RequiredMap("with");
        if (with is { Entries.Count: 0 })
        {
            with.Report(YamlIssues.MissingKey, "a filter must name at least one attribute");
        }

        foreach (YamlEntry entry in with?.Entries ?? [])
        {
            attributes.Add(Attribute(entry, names));
        }

        List<EventCorrelation> correlations = [];
        foreach (YamlEntry entry in map.Map("correlate")?.Entries ?? [])
        {
            if (entry.Value.AsMap(entry.Key) is { } one && one.Require("from") is { } from)
            {
                correlations.Add(new(entry.Key, templates.Computed(from, names), one.Find("expect") is { } expect ? templates.Value(expect, names) : null));
                one.ReportUnknownKeys();
            }
        }

        map.ReportUnknownKeys();
        return new EventFilterNode(attributes, correlations);
    }

    private EventAttribute Attribute(YamlEntry entry, string[] names)
    {
        Template value = templates.Value(entry.Value, names);
        Regex? pattern = null;
        if (value.Constant is { Kind: JqKind.String } text && text.AsString.AsSpan().ContainsAny(s_signs))
        {
            try
            {
                pattern = new Regex($"^(?:{text.AsString})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
            {
                entry.Value.Report(ProcessIssues.BadExpression, "the text is no regular expression, or looks around or back, which is not supported");
            }
        }

        return new EventAttribute(entry.Key, value, pattern);
    }
}
