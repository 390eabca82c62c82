using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks comment</c>: says something of a task.</summary>
internal sealed class TasksCommentCommand : ServerCommand
{
    private readonly Argument<string> _id = new("task") { Description = "The task" };
    private readonly Option<string> _text = new("--text", "-t") { Description = "What to say", HelpName = "text", Required = true };

    public TasksCommentCommand()
        : base("comment", "Say something of a task") =>
        Takes(_id, _text);

    /// <inheritdoc/>
    public override string Details => "It stands in the task's history, with who said it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley tasks comment t-01hzy3k7w9abc --text \"no answer at noon\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/tasks/{parsed.GetRequiredValue(_id)}/comment"), ServerCalls.Body(("text", parsed.GetRequiredValue(_text))), cancellationToken);
        return answer.ShowRow(output, TasksCommand.Columns);
    }
}
