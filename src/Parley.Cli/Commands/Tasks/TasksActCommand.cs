using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary>An act on one task that needs nothing but its name.</summary>
internal sealed class TasksActCommand : ServerCommand
{
    private readonly Argument<string> _id = new("task") { Description = "The task" };

    public TasksActCommand(string name, string description, string details)
        : base(name, description)
    {
        Details = details;
        Examples = [$"parley tasks {name} t-01hzy3k7w9abc"];
        Takes(_id);
    }

    /// <inheritdoc/>
    public override string Details { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(ServerCalls.Address($"v1/tasks/{parsed.GetRequiredValue(_id)}/{Name}"), [], cancellationToken);
        return answer.ShowRow(output, TasksCommand.Columns);
    }
}
