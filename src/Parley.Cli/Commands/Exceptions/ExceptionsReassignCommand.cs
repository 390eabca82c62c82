namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions reassign</c>: gives an exception to a person or a group.</summary>
internal sealed class ExceptionsReassignCommand() : ReassignCommand(
    ("exceptions", "exception", "parley exceptions reassign e-01hzy3k7w9abc --group records-desk --reason \"needs the custody record\""),
    "Give an exception to a person or a group",
    "Why; kept with the exception")
{
    /// <inheritdoc/>
    public override string Details => "Whoever held it holds it no longer. It stands in the ledger who gave it to whom; the reason stands with the exception alone.";

    /// <inheritdoc/>
    protected override string[] Columns => ExceptionsCommand.Columns;
}
