using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay as-it-is-now</c>: recovery by what is in force, shown before it is done.</summary>
internal sealed class ReplayAsItIsNowCommand : ServerCommand
{
    private readonly ReplayOptions _which = new();
    private readonly PreviewOption _preview = new("parley replay as-it-is-now");

    public ReplayAsItIsNowCommand()
        : base("as-it-is-now", "Send exchanges again by what is in force, to whom they did not go") =>
        Takes([.. _which.All, _preview.Confirm]);

    /// <inheritdoc/>
    public override string Details => """
        Without --confirm nothing happens: it is said of each exchange what would, and of some why it cannot be done. With the token that this prints, within ten
        minutes, it is done to those that were shown, as long as each still stands as it did. What was delivered, or is on its way, does not go again.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay as-it-is-now x-01hzy3k7w9abc", "parley replay as-it-is-now --status failed --system beacon", "parley replay as-it-is-now --confirm b-5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await _preview.AskAsync(parsed, client, "v1/replays/as-it-is-now", () => _which.Body(parsed), cancellationToken);
        return _preview.Show(parsed, output, answer, "exchanges", "exchange");
    }
}
