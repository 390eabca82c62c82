using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay live stop</c>: stops a changed workspace beside live traffic.</summary>
internal sealed class ReplayLiveStopCommand : ServerCommand
{
    private readonly Argument<string> _id = new("shadow") { Description = "The live shadow" };
    private readonly Option<string?> _reason = CommonOptions.Reason();

    public ReplayLiveStopCommand()
        : base("stop", "Stop a changed workspace beside live traffic; what it found stays for 30 days") =>
        Takes(_id, _reason);

    /// <inheritdoc/>
    public override string Details => "Needs the right operate.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live stop w-1m811502j0000"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/replays/shadows/{parsed.GetRequiredValue(_id)}/stop"), ServerCalls.Body(("reason", parsed.GetValue(_reason))), cancellationToken);
        return answer.ShowRow(output, "shadow", "state", "same", "differ", "cannot", "passedOver");
    }
}
