using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay process as-it-ran</c>: the same definition given what the instance took, without effect, compared with what was stored.</summary>
internal sealed class ReplayProcessAsItRanCommand : ServerCommand
{
    private readonly ReplayInstanceOptions _which = new();

    public ReplayProcessAsItRanCommand()
        : base("as-it-ran", "Run instances as they ran, without effect, and compare with what was stored") =>
        Takes(_which.All);

    /// <inheritdoc/>
    public override string Details => """
        Each instance is run on the version of the definition that it ran on, with the input, answers, events and timers of then. Nothing is carried out: what it asks
        for is compared with what it asked for, each difference named by its place in the definition. With --step only that step, with what it asked for and what came
        of it. What cannot be replayed, because its content was erased or its oldest steps are no longer kept, is said. The exit code is 1 when something comes out
        otherwise or cannot be replayed. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay process as-it-ran p-1m811502j0000", "parley replay process as-it-ran p-1m811502j0000 --step charge", "parley replay process as-it-ran --process licence-check --since 2026-11-01 --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync("v1/replays/processes/as-it-ran", _which.Body(parsed), cancellationToken);
        if (answer.IsGood && !output.Json)
        {
            foreach (JsonNode? instance in answer.Json!["instances"]!.AsArray())
            {
                Note(output, instance!);
            }
        }

        return ReplayDifferences.Show(output, answer, "instances", "instance");
    }

    private static void Note(Output output, JsonNode instance)
    {
        if (instance["notReplayed"] is { } missing)
        {
            output.Line($"{instance["instance"]}  {missing}");
        }

        foreach (JsonNode? asked in instance["asked"] as JsonArray ?? [])
        {
            output.Line($"{instance["instance"]}  {asked!["task"]}: {asked["what"]}, {asked["why"]}");
        }
    }
}
