using System.Text.Json.Nodes;

namespace Parley.Cli.Input;

/// <summary>What a server answered.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Json">The body as JSON; null when it is none.</param>
/// <param name="Body">The body as text, or why there is no answer.</param>
internal sealed partial record ServerAnswer(int Status, JsonNode? Json, string Body)
{
    /// <summary>Whether the request succeeded with a JSON answer.</summary>
    public bool IsGood => Status is >= 200 and < 300 && Json is not null;

    /// <summary>No answer.</summary>
    public static ServerAnswer None(string why) => new(0, null, why);

    /// <summary>Says on standard error why the request did not succeed.</summary>
    /// <returns>The exit code that goes with it.</returns>
    public int Report(Output output)
    {
        if (Json is not JsonObject problem)
        {
            output.Note(output.Red("parley: ") + (Status == 0 ? Body : $"the server answered {Status}, and not in JSON as Parley does: see --server"));
            return ExitCode.Unreachable;
        }

        string word = Status >= 500 ? "failed" : "refused";
        output.Note($"{output.Red(word)} {Status} {Text("code")}: {Text("detail") ?? Text("title")}{(Text("place") is { } place ? $" [{place}]" : "")}");
        if (Text("remedy") is { } remedy)
        {
            output.Note($"      {output.Dim("remedy:")} {remedy}");
        }

        foreach (JsonNode? issue in problem["issues"] as JsonArray ?? [])
        {
            output.Note($"  {ServerIssue.ToLine(issue)}");
        }

        return Status >= 500 ? ExitCode.Unreachable : ExitCode.Refused;
    }

    /// <summary>A text of the answer; null when it is not there.</summary>
    public string? Text(string key) => (Json as JsonObject)?[key]?.ToString();
}
