using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay live list</c>: changed workspaces that run, or ran, beside live traffic.</summary>
internal sealed class ReplayLiveListCommand : ServerCommand
{
    public ReplayLiveListCommand()
        : base("list", "List what runs, or ran, beside live traffic") =>
        Takes();

    /// <inheritdoc/>
    public override string Details => "New to old, with how many exchanges and instances came out the same, otherwise, or could not be run. Needs the right operate.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live list"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync("v1/replays/shadows", cancellationToken);
        return answer.ShowRows(output, "shadows", "shadow", "state", "started", "startedBy", "until", "same", "differ", "cannot", "passedOver");
    }
}
