using Parley.Cli.Input;

namespace Parley.Cli.Commands.Records;

/// <summary><c>parley records confirm</c>: says that a recipient has done what a notice asks.</summary>
internal sealed class RecordsConfirmCommand() : ActCommand(
    ("notices", "notice", "parley records confirm n-01hzy3k7w9abc"),
    "confirm",
    "Confirm that a recipient has done what a notice asks",
    "For recipients whose system does not answer notices itself.")
{
    /// <inheritdoc/>
    protected override int Show(Output output, ServerAnswer answer) => answer.ShowRow(output, RecordsCommand.NoticeColumns);
}
