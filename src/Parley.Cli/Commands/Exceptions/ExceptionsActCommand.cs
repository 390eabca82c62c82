using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary>An act on one exception that needs nothing but its name.</summary>
internal sealed class ExceptionsActCommand(string name, string description, string details)
    : ActCommand(("exceptions", "exception", $"parley exceptions {name} e-01hzy3k7w9abc"), name, description, details)
{
    /// <summary>Shows the exception, or the exchange that takes the place of its message.</summary>
    internal static int ShowOutcome(Output output, ServerAnswer answer) => answer.Text("exchange") is not null && answer.Text("id") is null
        ? answer.ShowRow(output, "exchange", "status")
        : answer.ShowRow(output, ExceptionsCommand.Columns);

    /// <inheritdoc/>
    protected override int Show(Output output, ServerAnswer answer) => ShowOutcome(output, answer);
}
