using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions list</c>: the queue.</summary>
internal sealed class ExceptionsListCommand : ServerCommand
{
    private readonly Option<string?> _status = new("--status") { Description = "open (unless told otherwise), corrected, resent, discarded, settled or all", HelpName = "status" };
    private readonly Option<string?> _system = new("--system") { Description = "Only what came from this system", HelpName = "system" };
    private readonly Option<string?> _code = new("--code") { Description = "Only exceptions of this code", HelpName = "code" };
    private readonly Option<string?> _whose = new("--whose") { Description = "Only the task of the source, the platform or the recipient", HelpName = "whose" };
    private readonly Option<string?> _assignee = new("--assignee") { Description = "Only what was given to person:NAME, group:NAME, me or none", HelpName = "whom" };
    private readonly Option<bool> _overdue = new("--overdue") { Description = "Only what is past its time" };
    private readonly Option<string?> _after = CommonOptions.After("exception");
    private readonly Option<int?> _limit = CommonOptions.Limit();

    public ExceptionsListCommand()
        : base("list", "List exceptions, new to old") =>
        Takes(_status, _system, _code, _whose, _assignee, _overdue, _after, _limit);

    /// <inheritdoc/>
    public override string Details => "A system's key lists what that system must act on and what became of its messages, an operator's all. A page may be short although more follow: then 'more' is said.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley exceptions list --whose source --system beacon", "parley exceptions list --assignee me", "parley exceptions list --overdue --json | jq -r '.exceptions[].id'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address(
            $"v1/exceptions",
            ("status", parsed.GetValue(_status)),
            ("system", parsed.GetValue(_system)),
            ("code", parsed.GetValue(_code)),
            ("whose", parsed.GetValue(_whose)),
            ("assignee", parsed.GetValue(_assignee)),
            ("overdue", parsed.GetValue(_overdue) ? true : null),
            ("after", parsed.GetValue(_after)),
            ("limit", parsed.GetValue(_limit)));
        return (await client.GetAsync(address, cancellationToken)).ShowRows(output, "exceptions", ExceptionsCommand.Columns);
    }
}
