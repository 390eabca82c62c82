using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary>An act on one task that needs nothing but its name.</summary>
internal sealed class TasksActCommand(string name, string description, string details)
    : ActCommand(("tasks", "task", $"parley tasks {name} t-01hzy3k7w9abc"), name, description, details)
{
    /// <inheritdoc/>
    protected override int Show(Output output, ServerAnswer answer) => answer.ShowRow(output, TasksCommand.Columns);
}
