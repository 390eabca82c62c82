using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley exceptions reassign</c>: gives an exception to a person or a group.</summary>
internal sealed class ExceptionsReassignCommand : ParleyCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Option<string?> _person = new("--person") { Description = "To this person", HelpName = "person" };
    private readonly Option<string?> _group = new("--group") { Description = "To this group: a role", HelpName = "group" };
    private readonly Option<string> _reason = new("--reason", "-r") { Description = "Why; kept with the exception", HelpName = "text", Required = true };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExceptionsReassignCommand()
        : base("reassign", "Give an exception to a person or a group")
    {
        Arguments.Add(_exception);
        foreach (Option option in new Option[] { _person, _group, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "Whoever held it holds it no longer. It stands in the ledger who gave it to whom; the reason stands with the exception alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions reassign e-01hzy3k7w9abc --group records-desk --reason \"needs the custody record\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        (string, string?)[] fields = [("person", parsed.GetValue(_person)), ("group", parsed.GetValue(_group)), ("reason", parsed.GetValue(_reason))];
        string path = $"v1/exceptions/{Uri.EscapeDataString(parsed.GetRequiredValue(_exception))}/reassign";
        return ServerCalls.Show(output, await ServerCalls.SendAsync(client, HttpMethod.Post, path, fields, cancellationToken), null, ExceptionsCommand.Columns);
    }
}
