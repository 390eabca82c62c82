using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay process as-it-is-now</c>: recovery by the definition in force, shown before it is done.</summary>
internal sealed class ReplayProcessAsItIsNowCommand : ParleyCommand
{
    private readonly ReplayInstanceOptions _which = new();
    private readonly Option<bool> _repeat = new("--repeat") { Description = "What happened is to happen once more: all of it, or with --step all from there on" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why, for the ledger", HelpName = "text" };
    private readonly Option<string?> _confirm = new("--confirm") { Description = "Do what was shown: the token of the preview", HelpName = "token" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayProcessAsItIsNowCommand()
        : base("as-it-is-now", "Run instances again on the definition in force, from their input or from a step on")
    {
        _which.AddTo(this);
        foreach (Option option in new Option[] { _repeat, _reason, _confirm, _server, _key })
        {
            Options.Add(option);
        }
    }

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
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string? token = parsed.GetValue(_confirm);
        string path = "v1/replays/processes/as-it-is-now" + (token is null ? "" : "/" + Uri.EscapeDataString(token));
        ServerAnswer answer = await ServerCalls.SendObjectAsync(client, HttpMethod.Post, path, token is null ? Body(parsed) : [], cancellationToken);
        int exit = ServerCalls.Show(output, answer, "instances", "instance", token is null ? "can" : "done", "outcome", "code");
        if (answer.IsGood && !output.Json && token is null)
        {
            ShowEffects(output, answer.Json!);
            output.Note($"nothing was done yet; to do it: parley replay process as-it-is-now --confirm {answer.Text("token")}");
        }

        return exit == ExitCode.Ok && answer.Text(token is null ? "cannot" : "notDone") != "0" ? ExitCode.Faults : exit;
    }

    private JsonObject Body(ParseResult parsed)
    {
        JsonObject body = _which.Body(parsed);
        if (parsed.GetValue(_repeat))
        {
            body["repeat"] = true;
        }

        if (parsed.GetValue(_reason) is string reason)
        {
            body["reason"] = reason;
        }

        return body;
    }

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
