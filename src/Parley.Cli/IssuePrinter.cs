using System.Text.Json.Nodes;
using Parley.Engine.Issues;

namespace Parley.Cli;

/// <summary>Prints issues for people: grouped by file, with the line concerned, a caret and the remedy.</summary>
internal sealed class IssuePrinter(Output output, TextWriter target)
{
    private const int MostLine = 160;

    /// <summary>Prints all issues.</summary>
    /// <param name="issues">The issues.</param>
    /// <param name="lines">Gives the lines of a file; null when its text is not at hand.</param>
    public void Print(IEnumerable<Issue> issues, Func<string, IReadOnlyList<string>?> lines)
    {
        foreach (IGrouping<string, Issue> file in issues.GroupBy(i => i.Position.File ?? "", StringComparer.Ordinal))
        {
            if (file.Key.Length > 0)
            {
                target.WriteLine(output.Bold(file.Key));
            }

            IReadOnlyList<string>? text = file.Key.Length > 0 ? lines(file.Key) : null;
            foreach (Issue issue in file)
            {
                Print(issue, text);
            }

            target.WriteLine();
        }
    }

    /// <summary>One line that counts: <c>2 errors, 1 warning</c>.</summary>
    public static string Count(IReadOnlyCollection<Issue> issues)
    {
        List<string> parts = [];
        foreach ((Severity severity, string one) in new[] { (Severity.Error, "error"), (Severity.Warning, "warning"), (Severity.Info, "remark") })
        {
            int count = issues.Count(i => i.Severity == severity);
            if (count > 0)
            {
                parts.Add(Counted.Of(count, one));
            }
        }

        return parts.Count == 0 ? "no faults" : string.Join(", ", parts);
    }

    /// <summary>An issue as JSON.</summary>
    public static JsonObject ToJson(Issue issue)
    {
        JsonObject json = new()
        {
            ["code"] = issue.Code.Code,
            ["severity"] = Word(issue.Severity),
            ["message"] = issue.Message,
        };
        AddText(json, "file", issue.Position.File ?? "");
        if (issue.Position.Line > 0)
        {
            json["line"] = issue.Position.Line;
            json["column"] = issue.Position.Column;
        }

        AddText(json, "path", issue.Path);
        if (issue.LosesData)
        {
            json["losesData"] = true;
        }

        AddText(json, "remedy", issue.Remedy);
        return json;
    }

    private void Print(Issue issue, IReadOnlyList<string>? text)
    {
        string severity = issue.Severity switch
        {
            Severity.Error => output.Red("error"),
            Severity.Warning => output.Yellow("warning"),
            _ => output.Blue("info"),
        };
        string place = issue.Position.ToString();
        string path = issue.Path.Length == 0 ? "" : output.Dim($" [{issue.Path}]");
        target.WriteLine($"{(place.Length == 0 ? "" : place + ": ")}{severity} {issue.Code}: {issue.Message}{path}");
        if (text is not null && issue.Position.Line > 0 && issue.Position.Line <= text.Count)
        {
            PrintLine(text[issue.Position.Line - 1], issue.Position);
        }

        target.WriteLine($"      {output.Dim("remedy:")} {issue.Remedy}");
    }

    private void PrintLine(string line, SourcePosition position)
    {
        int start = Math.Max(0, Math.Min(position.Column - 1, line.Length) - (MostLine / 2));
        string shown = line[start..Math.Min(line.Length, start + MostLine)].Replace('\t', ' ');
        target.WriteLine($"{output.Dim($"{position.Line,4} |")} {string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}");
        if (position.Column > 0)
        {
            target.WriteLine($"{output.Dim("     |")} {new string(' ', Math.Max(0, Math.Min(position.Column - 1, line.Length) - start))}{output.Red("^")}");
        }
    }

    private static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };

    private static void AddText(JsonObject json, string key, string text)
    {
        if (text.Length > 0)
        {
            json[key] = text;
        }
    }
}
