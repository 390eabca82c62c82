using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads what stands under <c>use</c>.</summary>
internal sealed class UseReader(YamlMap use, TaskReader tasks, UseTables tables)
{
    public void Read()
    {
        use.Find("catalogs")?.Report(
            ProcessIssues.NotSupported, $"catalogues that would be fetched are not supported; Parley's own functions are called as NAME:{ParleyFunctions.Version}@{ParleyFunctions.Catalogue}");
        use.Find("extensions")?.Report(ProcessIssues.NotSupported, "extensions are not supported; put their tasks before or after those they extend");
        use.List("secrets");
        foreach (YamlEntry entry in Entries("authentications"))
        {
            if (entry.Value.AsMap(entry.Key) is { } map && tasks.Calls.Authentication(map, Scope.Outermost) is { } authentication)
            {
                tables.Authentications[entry.Key] = authentication;
            }
        }

        foreach (YamlEntry entry in Entries("errors"))
        {
            if (entry.Value.AsMap(entry.Key) is { } map && tasks.Error(map, Scope.Outermost) is { } error)
            {
                tables.Errors[entry.Key] = error;
            }
        }

        foreach (YamlEntry entry in Entries("timeouts"))
        {
            if (tasks.Timeout(entry.Value, Scope.Outermost.Names(Arguments.Task)) is { } timeout)
            {
                tables.Timeouts[entry.Key] = timeout;
            }
        }

        foreach (YamlEntry entry in Entries("retries"))
        {
            if (entry.Value.AsMap(entry.Key) is { } map)
            {
                tables.Retries[entry.Key] = tasks.Retry(map, new Scope("", ["error"]));
            }
        }

        Functions();
        use.ReportUnknownKeys();
    }

    private void Functions()
    {
        List<YamlEntry> entries = [.. Entries("functions")];
        tables.FunctionNames.UnionWith(entries.Select(e => e.Key));
        foreach (YamlEntry entry in entries)
        {
            if (entry.Value.AsMap(entry.Key) is { } map && tasks.Alone(entry.Key, map, new Scope("/use/functions", []), $"/use/functions/{entry.Key}") is { } function)
            {
                tables.Functions[entry.Key] = function;
            }
        }
    }

    private IReadOnlyList<YamlEntry> Entries(string key) => use.Map(key)?.Entries ?? [];
}
