using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Holds;

/// <summary><c>parley hold end</c>: ends a legal hold.</summary>
internal sealed class HoldEndCommand : ServerCommand
{
    private readonly Argument<string> _id = new("hold") { Description = "The hold" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason();

    public HoldEndCommand()
        : base("end", "End a legal hold") =>
        Takes(_id, _reason);

    /// <inheritdoc/>
    public override string Details => "An ended hold no longer names what it was on.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley hold end h-01hzy3k7w9abc --reason \"acquitted, no appeal\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/holds/{parsed.GetRequiredValue(_id)}");
        ServerAnswer answer = await client.SendAsync(HttpMethod.Delete, address, ServerCalls.Body(("reason", parsed.GetRequiredValue(_reason))), default, cancellationToken);
        return answer.ShowRow(output, HoldCommand.Columns);
    }
}
