using System.Text.Json.Nodes;

namespace Parley.Cli.Input;

/// <summary>Issues as the API shows them.</summary>
internal static class ServerIssue
{
    /// <summary>An issue in one line: <c>12:3: error TRN104: message [path]</c>.</summary>
    public static string ToLine(JsonNode? issue)
    {
        string place = issue?["line"] is { } line ? $"{line}:{issue["column"]}: " : "";
        string path = issue?["path"] is { } at ? $" [{at}]" : "";
        return $"{place}{issue?["severity"]} {issue?["code"]}: {issue?["message"]}{path}";
    }
}
