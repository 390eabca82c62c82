using System.Diagnostics;

namespace Parley.Cli.Demo;

/// <summary>What became of the processes that the shift's messages started: how many instances of each stand how.</summary>
/// <param name="Process">The process.</param>
/// <param name="Status">How they stand.</param>
/// <param name="Count">How many.</param>
internal sealed record ProcessTally(string Process, string Status, int Count)
{
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(200);

    /// <summary>Counts by asking the platform, once nothing is under way any more that goes by itself.</summary>
    public static async Task<IReadOnlyList<ProcessTally>> ReadAsync(DemoEstate estate, TimeSpan patience, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            var page = await estate.AskAsync("/v1/processes/instances?limit=500", cancellationToken);
            ProcessTally[] all =
            [
                .. (page?["instances"]?.AsArray() ?? [])
                    .GroupBy(i => (Process: i!["process"]!.ToString(), Status: i["status"]!.ToString()))
                    .Select(g => new ProcessTally(g.Key.Process, g.Key.Status, g.Count()))
                    .OrderBy(t => t.Process, StringComparer.Ordinal).ThenBy(t => t.Status, StringComparer.Ordinal),
            ];
            bool isCalm = all.Any(t => t is { Process: "burglary", Status: "completed" }) && !all.Any(t => t.Status is "pending" or "running");
            if (isCalm || watch.Elapsed > patience)
            {
                return all;
            }

            await Task.Delay(s_again, cancellationToken);
        }
    }
}
