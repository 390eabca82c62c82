using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Obligations;

/// <summary><c>parley obligations fulfil</c>: says that what was owed was done, or is not owed.</summary>
internal sealed class ObligationsFulfilCommand : ServerCommand
{
    private readonly Argument<string> _id = new("obligation") { Description = "The obligation" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason("How it was done, or why it is not owed; kept");
    private readonly Option<bool> _notOwed = new("--not-owed") { Description = "It is not owed after all" };

    public ObligationsFulfilCommand()
        : base("fulfil", "Say that an obligation was met, or is not owed") =>
        Takes(_id, _reason, _notOwed);

    /// <inheritdoc/>
    public override string Details => "Who said so, and the reason, stand with the obligation and in the ledger.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley obligations fulfil b-01hzy3k7w9abc --reason \"told at the door by the officer in the case\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/obligations/{parsed.GetRequiredValue(_id)}/fulfil"),
            ServerCalls.Body(("rationale", parsed.GetRequiredValue(_reason)), ("owed", !parsed.GetValue(_notOwed))),
            cancellationToken);
        return answer.ShowRow(output, ObligationsCommand.Columns);
    }
}
