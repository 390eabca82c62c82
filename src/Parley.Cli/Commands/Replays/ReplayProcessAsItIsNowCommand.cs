using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay process as-it-is-now</c>: recovery by the definition in force, shown before it is done.</summary>
internal sealed class ReplayProcessAsItIsNowCommand : ServerCommand
{
    private readonly ReplayInstanceOptions _which = new();
    private readonly Option<bool> _repeat = new("--repeat") { Description = "What happened is to happen once more: all of it, or with --step all from there on" };
    private readonly Option<string?> _reason = CommonOptions.Reason();
    private readonly PreviewOption _preview = new("parley replay process as-it-is-now");

    public ReplayProcessAsItIsNowCommand()
        : base("as-it-is-now", "Run instances again on the definition in force, from their input or from a step on") =>
        Takes([.. _which.All, _repeat, _reason, _preview.Confirm]);

    /// <inheritdoc/>
    public override string Details => """
        Without --confirm nothing happens: it is said of each instance what would go out, to whom and why, and of some why they cannot be run again. With the token that
        this prints, within ten minutes, it is done to those that still stand as they did. Each becomes an instance of its own. What happened then and still stands is
        taken from the record and not done twice; what failed, was undone, or is asked otherwise now goes out; a call that nobody knows of goes out under the key of
        then. With --step, all that came before the step is taken from the record whatever it would ask now. One that is still under way is cancelled first, by hand;
        one that was put aside ends by this. Needs an operator's key, and the right resend.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley replay process as-it-is-now p-1m811502j0000 --reason 'the register was down'",
        "parley replay process as-it-is-now --process licence-check --status faulted --since 2026-11-01",
        "parley replay process as-it-is-now p-1m811502j0000 --step charge --repeat",
        "parley replay process as-it-is-now --confirm b-5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await _preview.AskAsync(parsed, client, "v1/replays/processes/as-it-is-now", () => Body(parsed), cancellationToken);
        return _preview.Show(parsed, output, answer, "instances", "instance", plans => ShowEffects(output, plans));
    }

    private JsonObject Body(ParseResult parsed) =>
        _which.Body(parsed, ("repeat", parsed.GetValue(_repeat) ? true : null), ("reason", parsed.GetValue(_reason)));

    private static void ShowEffects(Output output, JsonNode plans)
    {
        foreach (JsonNode? instance in plans["instances"]!.AsArray())
        {
            foreach (JsonNode? effect in instance!["effects"] as JsonArray ?? [])
            {
                output.Line($"{instance["instance"]}  {effect!["task"]}: {effect["what"]} to {effect["to"]}: {effect["why"]}");
            }
        }
    }
}
