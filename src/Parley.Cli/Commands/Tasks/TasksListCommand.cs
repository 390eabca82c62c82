using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks list</c>: the tasks that somebody may see.</summary>
internal sealed class TasksListCommand : ServerCommand
{
    private readonly Option<bool> _mine = new("--mine") { Description = "Only what you have taken, or is for you alone" };
    private readonly Option<bool> _all = new("--all") { Description = "The tasks of all groups; needs the right over tasks" };
    private readonly Option<string> _status = CommonOptions.DoneOrNot();
    private readonly Option<string?> _group = new("--group", "-g") { Description = "Only this group's", HelpName = "group" };
    private readonly Option<string?> _after = CommonOptions.After("task");

    public TasksListCommand()
        : base("list", "List tasks") =>
        Takes(_mine, _all, _status, _group, _after);

    /// <inheritdoc/>
    public override string Details => "Without --mine or --all, the tasks of your groups.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley tasks list --mine", "parley tasks list --status overdue --group victim-care"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string whose = parsed.GetValue(_all) ? "all" : parsed.GetValue(_mine) ? "mine" : "group";
        string address = ServerCalls.Address(
            $"v1/tasks", ("whose", whose), ("status", parsed.GetValue(_status)), ("group", parsed.GetValue(_group)), ("after", parsed.GetValue(_after)));
        return (await client.GetAsync(address, cancellationToken)).ShowRows(output, "tasks", TasksCommand.Columns);
    }
}
