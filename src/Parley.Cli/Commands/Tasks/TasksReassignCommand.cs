using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks reassign</c>: gives a task to another group or person.</summary>
internal sealed class TasksReassignCommand : ServerCommand
{
    private readonly Argument<string> _id = new("task") { Description = "The task" };
    private readonly Option<string?> _group = new("--group", "-g") { Description = "To this group", HelpName = "group" };
    private readonly Option<string?> _person = new("--person") { Description = "To this person", HelpName = "person" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason("Why; kept in the task's history");

    public TasksReassignCommand()
        : base("reassign", "Give a task to another group or person") =>
        Takes(_id, _group, _person, _reason);

    /// <inheritdoc/>
    public override string Details => "Whoever had taken it has it no longer.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley tasks reassign t-01hzy3k7w9abc --group duty-inspector --reason \"on leave\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/tasks/{parsed.GetRequiredValue(_id)}/reassign"),
            ServerCalls.Body(("group", parsed.GetValue(_group)), ("person", parsed.GetValue(_person)), ("reason", parsed.GetRequiredValue(_reason))),
            cancellationToken);
        return answer.ShowRow(output, TasksCommand.Columns);
    }
}
