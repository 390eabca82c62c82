using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>desk.yaml</c>; without one the defaults hold.</summary>
internal sealed class DeskReader(ReadContext context, IReadOnlyDictionary<string, SystemDefinition> systems)
{
    /// <summary>The file's path.</summary>
    public const string Path = "desk.yaml";

    /// <summary>Reads what the workspace says.</summary>
    public DeskDefinition Read()
    {
        if (!context.TryUse(Path, out _) || context.Map(Path) is not { } map)
        {
            return DeskDefinition.Default;
        }

        DeskDefinition standard = DeskDefinition.Default;
        DeskDefinition desk = new()
        {
            Lock = map.Optional("lock", YamlForms.Duration, standard.Lock),
            SamplePercent = map.Optional("sample", YamlForms.Int(0, 100), standard.SamplePercent),
            Limits = [.. map.Maps("limits").Select(Limit)],
        };
        map.ReportUnknownKeys();
        return desk;
    }

    private DeskLimit Limit(YamlMap map)
    {
        string? kind = Alternatives.One(map, "limit", "due", "working-days");
        DeskLimit limit = new()
        {
            Codes = map.Values("codes", YamlForms.Text),
            Systems = map.Values("systems", YamlForms.Text),
            Types = map.Values("types", YamlForms.Text),
            Severity = map.TryGet("severity", YamlForms.OneOf("error", "warning"), out string severity) ? severity : null,
            Urgency = map.Required("urgency", YamlForms.Choice<Urgency>()),
            Due = kind == "due" ? map.Required("due", YamlForms.Duration) : null,
            WorkingDays = kind == "working-days" ? map.Required("working-days", YamlForms.Int(0, 250)) : null,
        };
        map.ReportUnknownKeys();
        foreach (string system in limit.Systems.Where(s => !systems.ContainsKey(s)))
        {
            map.Find("systems")!.Report(WorkspaceIssues.UnknownSystem, $"there is no system '{system}'{YamlForms.DidYouMean(system, systems.Keys)}");
        }

        foreach (string type in limit.Types.Where(t => !context.Dictionary.Types.ContainsKey(t)))
        {
            map.Find("types")!.Report(WorkspaceIssues.UnknownRecordType, $"there is no record type '{type}'{YamlForms.DidYouMean(type, context.Dictionary.Types.Keys)}");
        }

        return limit;
    }
}
