using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay as-it-ran</c>: the same definitions, without effect, compared with what was stored.</summary>
internal sealed class ReplayAsItRanCommand : ServerCommand
{
    private readonly ReplayOptions _which = new();

    public ReplayAsItRanCommand()
        : base("as-it-ran", "Run exchanges as they ran, without effect, and compare with what was stored") =>
        Takes(_which.All);

    /// <inheritdoc/>
    public override string Details => """
        Uses the version of the workspace that the exchange ran under, the agreements as they stood and the day it was. What cannot be replayed, because its content
        has been erased or the text of its workspace was not kept, is said. The exit code is 1 when something comes out otherwise or cannot be replayed.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay as-it-ran x-01hzy3k7w9abc", "parley replay as-it-ran --system beacon --since 2026-11-01T00:00:00Z --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken) =>
        ReplayDifferences.Show(output, await client.PostAsync("v1/replays/as-it-ran", _which.Body(parsed), cancellationToken), "exchanges", "exchange");
}
