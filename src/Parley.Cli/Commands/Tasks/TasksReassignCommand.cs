namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks reassign</c>: gives a task to another group or person.</summary>
internal sealed class TasksReassignCommand() : ReassignCommand(
    ("tasks", "task", "parley tasks reassign t-01hzy3k7w9abc --group duty-inspector --reason \"on leave\""),
    "Give a task to another group or person",
    "Why; kept in the task's history")
{
    /// <inheritdoc/>
    public override string Details => "Whoever had taken it has it no longer.";

    /// <inheritdoc/>
    protected override string[] Columns => TasksCommand.Columns;
}
