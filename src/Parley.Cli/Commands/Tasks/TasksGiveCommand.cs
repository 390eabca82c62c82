using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks give</c>: asks people to do something.</summary>
internal sealed class TasksGiveCommand : ServerCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A file with the task as JSON; - for standard input" };

    public TasksGiveCommand()
        : base("give", "Ask a group or a person to do something") =>
        Takes(_file);

    /// <inheritdoc/>
    public override string Details => "Needs the right over tasks. docs/reference/tasks.md says what a task holds.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley tasks give task.json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string file = parsed.GetRequiredValue(_file);
        JsonObject task = InputFile.Object(await InputFile.TextAsync(file, cancellationToken), file);
        return (await client.PostAsync("v1/tasks", task, cancellationToken)).ShowRow(output, TasksCommand.Columns);
    }
}
