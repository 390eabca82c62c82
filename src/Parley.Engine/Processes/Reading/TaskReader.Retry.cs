using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Policies of retries, and errors.</summary>
internal sealed partial class TaskReader
{
    /// <summary>A policy of retries.</summary>
    public RetryTemplate Retry(YamlMap map, Scope scope)
    {
        string[] names = scope.Names(Arguments.Task);
        YamlMap? limit = map.Map("limit");
        YamlMap? attempt = limit?.Map("attempt");
        YamlMap? jitter = map.Map("jitter");
        RetryTemplate policy = new()
        {
            When = map.Find("when") is { } when ? _templates.Computed(when, names) : null,
            ExceptWhen = map.Find("exceptWhen") is { } except ? _templates.Computed(except, names) : null,
            Delay = Duration(map, "delay", names),
            Backoff = Backoff(map.Map("backoff")),
            JitterFrom = jitter?.Require("from") is { } from ? _templates.Duration(from, names) : null,
            JitterTo = jitter?.Require("to") is { } to ? _templates.Duration(to, names) : null,
            Attempts = attempt is not null && attempt.TryGet("count", YamlForms.Int(0, 1_000_000), out int count) ? count : null,
            AttemptDuration = Duration(attempt, "duration", names),
            Duration = Duration(limit, "duration", names),
        };
        jitter?.ReportUnknownKeys();
        attempt?.ReportUnknownKeys();
        limit?.ReportUnknownKeys();
        map.ReportUnknownKeys();
        return policy;
    }

    /// <summary>An error written out.</summary>
    public ErrorTemplate? Error(YamlMap map, Scope scope)
    {
        string[] names = scope.Names(Arguments.Task);
        bool whole = map.Require("type") is not null & map.Require("status") is not null;
        List<KeyValuePair<string, Template>> members = [];
        foreach (string member in new[] { "type", "status", "instance", "title", "detail" })
        {
            if (map.Find(member) is { } node)
            {
                members.Add(new(member, _templates.Value(node, names)));
            }
        }

        map.ReportUnknownKeys();
        return whole ? new ErrorTemplate(Template.Members(members)) : null;
    }

    private Template? Duration(YamlMap? map, string key, string[] names) => map?.Find(key) is { } node ? _templates.Duration(node, names) : null;

    private static readonly string[] s_backoffs = ["constant", "linear", "exponential"];

    private static string Backoff(YamlMap? map)
    {
        if (map is null)
        {
            return "constant";
        }

        string[] given = [.. s_backoffs.Where(k => map.Entries.Any(e => e.Key == k))];
        foreach (string kind in given)
        {
            (map.Find(kind) as YamlMap)?.ReportUnknownKeys();
        }

        map.ReportUnknownKeys();
        if (given.Length != 1)
        {
            map.Report(ProcessIssues.NoOneTask, "exactly one of constant, linear and exponential must say how delays grow");
        }

        return given.FirstOrDefault() ?? "constant";
    }
}
