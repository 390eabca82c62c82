using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary>What a run without effect came out otherwise in: a line for each difference, and the sum of all.</summary>
internal static class ReplayDifferences
{
    /// <summary>Shows what a replay found, each of its exchanges or instances.</summary>
    /// <returns>The exit code: faults when something differs or cannot be replayed.</returns>
    public static int Show(Output output, ServerAnswer answer, string list, string item)
    {
        int exit = answer.Show(output, found =>
        {
            foreach (JsonNode? one in found[list]!.AsArray())
            {
                if (one!["why"] is { } why)
                {
                    output.Line($"{one[item]}  cannot be replayed: {why}");
                }

                Print(output, one, item);
            }

            output.Note($"parley: {found["same"]} the same, {found["differ"]} otherwise, {found["cannot"]} cannot be replayed");
        });
        return exit == ExitCode.Ok && (answer.Text("differ") != "0" || answer.Text("cannot") != "0") ? ExitCode.Faults : exit;
    }

    /// <summary>Prints the differences of one exchange or instance.</summary>
    public static void Print(Output output, JsonNode one, string item)
    {
        foreach (JsonNode? difference in one["differences"] as JsonArray ?? [])
        {
            output.Line($"{one[item]}  {difference!["what"]}  {difference["place"]}: {Word(difference["was"])} -> {Word(difference["now"])}");
        }
    }

    private static string Word(JsonNode? word) => word?.ToString() is { Length: > 0 } text ? text : "nothing";
}
