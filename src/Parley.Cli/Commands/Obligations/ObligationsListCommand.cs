using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Obligations;

/// <summary><c>parley obligations list</c>: what is owed.</summary>
internal sealed class ObligationsListCommand : ServerCommand
{
    private readonly Option<string> _status = CommonOptions.DoneOrNot();
    private readonly Option<string?> _group = new("--group", "-g") { Description = "Only what this group owes", HelpName = "group" };
    private readonly Option<string?> _kind = new("--obligation", "-o") { Description = "Only this rule, or agreement-review, notice, retention-review, task", HelpName = "name" };
    private readonly Option<string?> _after = CommonOptions.After("obligation");

    public ObligationsListCommand()
        : base("list", "List what is owed") =>
        Takes(_status, _group, _kind, _after);

    /// <inheritdoc/>
    public override string Details => "You see what your groups owe; with the right over tasks, what all owe.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley obligations list --status overdue", "parley obligations list --obligation victim-told-of-arrest"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address(
            $"v1/obligations",
            ("status", parsed.GetValue(_status)),
            ("group", parsed.GetValue(_group)),
            ("obligation", parsed.GetValue(_kind)),
            ("after", parsed.GetValue(_after)));
        return (await client.GetAsync(address, cancellationToken)).ShowRows(output, "obligations", ObligationsCommand.Columns);
    }
}
