using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads <c>schedule</c>.</summary>
internal sealed class ScheduleReader(YamlMap map, TemplateReader templates)
{
    private static readonly string[] s_kinds = ["every", "after", "cron", "on"];

    public ProcessSchedule? Read()
    {
        string[] given = [.. s_kinds.Where(k => map.Find(k) is not null)];
        map.ReportUnknownKeys();
        if (given.Length != 1)
        {
            map.Report(ProcessIssues.BadSchedule, given.Length == 0 ? "the schedule says nothing" : $"the schedule has {string.Join(" and ", given)}");
            return null;
        }

        YamlNode value = map.Find(given[0])!;
        switch (given[0])
        {
            case "every":
                return Length(value) is { } every ? new ProcessSchedule { Every = every } : null;
            case "after":
                return Length(value) is { } after ? new ProcessSchedule { After = after } : null;
            case "cron":
                return Cron(value);
            default:
                EventStrategy? strategy = value.AsMap("on") is { } on ? new EventReader(templates).Strategy(on, [.. Arguments.ProcessInput]) : null;
                if (strategy is { Kind: "all" } && strategy.Filters.Any(f => !f.Correlations.SequenceEqual(strategy.Filters[0].Correlations, StringComparer.Ordinal)))
                {
                    value.Report(ProcessIssues.BadSchedule, "events that start an instance together are correlated by the same names in each filter");
                }

                return strategy is null ? null : new ProcessSchedule { OnKind = strategy.Kind, Strategy = strategy, On = [.. strategy.Filters.Select(f => f.Fixed())] };
        }
    }

    private static ProcessSchedule? Cron(YamlNode value)
    {
        CronTimes? times = value is YamlScalar scalar ? CronTimes.TryParse(scalar.Text) : null;
        if (times is null)
        {
            value.Report(ProcessIssues.BadSchedule, $"{value.Description} is no cron expression of five fields");
        }

        return times is null ? null : new ProcessSchedule { Cron = times };
    }

    private TimeSpan? Length(YamlNode value)
    {
        if (templates.Duration(value, []) is not { Constant: { } constant } || !IsoDuration.TryRead(constant, out IsoDuration length))
        {
            return null;
        }

        TimeSpan? span = ProcessSchedule.Length(length);
        if (span <= TimeSpan.Zero)
        {
            value.Report(ProcessIssues.BadSchedule, "the interval must be above zero");
        }

        return span;
    }
}
