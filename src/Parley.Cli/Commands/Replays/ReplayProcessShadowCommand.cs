using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay process shadow</c>: recorded instances by changed processes.</summary>
internal sealed class ReplayProcessShadowCommand : ServerCommand
{
    private readonly ReplayInstanceOptions _which = new(withStep: false);
    private readonly ChangedWorkspaceOptions _changed = new();

    public ReplayProcessShadowCommand()
        : base("shadow", "Run recorded instances by changed processes, without effect, and report each difference") =>
        Takes([.. _which.All, .. _changed.All]);

    /// <inheritdoc/>
    public override string Details => """
        Each instance that has ended is run by the changed definition, given what it took then: the same answers to the same tasks, whatever they ask now. What it asks
        for that it did not, or does not ask for that it did, and another end are said by place, never by value. The exit code is 1 when anything differs. Needs an
        operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay process shadow --file processes/licence-check.yaml --from changed.yaml --process licence-check --limit 500"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = _which.Body(parsed);
        await _changed.AddToAsync(body, parsed, output, cancellationToken);
        return ReplayDifferences.Show(output, await client.PostAsync("v1/replays/processes/shadow", body, cancellationToken), "instances", "instance");
    }
}
