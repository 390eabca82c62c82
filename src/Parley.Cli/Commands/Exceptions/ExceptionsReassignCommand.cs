using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions reassign</c>: gives an exception to a person or a group.</summary>
internal sealed class ExceptionsReassignCommand : ServerCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Option<string?> _person = new("--person") { Description = "To this person", HelpName = "person" };
    private readonly Option<string?> _group = new("--group") { Description = "To this group: a role", HelpName = "group" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason("Why; kept with the exception");

    public ExceptionsReassignCommand()
        : base("reassign", "Give an exception to a person or a group") =>
        Takes(_exception, _person, _group, _reason);

    /// <inheritdoc/>
    public override string Details => "Whoever held it holds it no longer. It stands in the ledger who gave it to whom; the reason stands with the exception alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions reassign e-01hzy3k7w9abc --group records-desk --reason \"needs the custody record\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/exceptions/{parsed.GetRequiredValue(_exception)}/reassign"),
            ServerCalls.Body(("person", parsed.GetValue(_person)), ("group", parsed.GetValue(_group)), ("reason", parsed.GetRequiredValue(_reason))),
            cancellationToken);
        return answer.ShowRow(output, ExceptionsCommand.Columns);
    }
}
