using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay shadow</c>: recorded traffic by a changed workspace, beside the one in force.</summary>
internal sealed class ReplayShadowCommand : ServerCommand
{
    private readonly ReplayOptions _which = new();
    private readonly ChangedWorkspaceOptions _changed = new();

    public ReplayShadowCommand()
        : base("shadow", "Run recorded traffic by a changed workspace, without effect, and report each difference") =>
        Takes([.. _which.All, .. _changed.All]);

    /// <inheritdoc/>
    public override string Details => """
        Each exchange is run twice, by the workspace in force and by the changed one; what comes out otherwise is said: the status, issues, attributes of records,
        links, decisions, fields of the messages to recipients. Nothing is stored or sent. Needs the right operate. The exit code is 1 when anything differs.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley replay shadow --workspace ../changed --system beacon --limit 500",
        "parley replay shadow --file systems/beacon/incident.yaml --from incident.yaml x-01hzy3k7w9abc",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = _which.Body(parsed);
        await _changed.AddToAsync(body, parsed, output, cancellationToken);
        return ReplayDifferences.Show(output, await client.PostAsync("v1/replays/shadow", body, cancellationToken), "exchanges", "exchange");
    }
}
