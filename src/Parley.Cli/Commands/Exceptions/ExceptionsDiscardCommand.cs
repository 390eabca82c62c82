using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions discard</c>: sets aside what is not to be sent.</summary>
internal sealed class ExceptionsDiscardCommand : ServerCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason("Why; kept with the exception");

    public ExceptionsDiscardCommand()
        : base("discard", "Set an exception aside: nothing of it is sent") =>
        Takes(_exception, _reason);

    /// <inheritdoc/>
    public override string Details => "A held message goes no further, a failed delivery is not tried again. A review, of an emergency say, is ended by it too, with the finding as the reason.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions discard e-01hzy3k7w9abc --reason \"a test message\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/exceptions/{parsed.GetRequiredValue(_exception)}/discard"), ServerCalls.Body(("reason", parsed.GetRequiredValue(_reason))), cancellationToken);
        return answer.ShowRow(output, ExceptionsCommand.Columns);
    }
}
