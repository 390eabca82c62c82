using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks complete</c>: says that a task is done.</summary>
internal sealed class TasksCompleteCommand : ServerCommand
{
    private readonly Argument<string> _id = new("task") { Description = "The task" };
    private readonly Option<string?> _answer = new("--answer", "-a") { Description = "The answer as JSON; @FILE for a file's content, - for standard input", HelpName = "json" };
    private readonly Option<string?> _reason = CommonOptions.Reason("The rationale; kept with the answer");

    public TasksCompleteCommand()
        : base("complete", "Say that a task is done, with its answer") =>
        Takes(_id, _answer, _reason);

    /// <inheritdoc/>
    public override string Details => "The answer fits the task's form: each fault is named with its place, and nothing is kept of an answer that does not fit.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley tasks complete t-01hzy3k7w9abc --answer '{\"told\": true}' --reason \"spoke by telephone\"", "parley tasks complete t-01hzy3k7w9abc --answer @answer.json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonNode? answer = parsed.GetValue(_answer) is string given ? InputFile.Json(await InputFile.GivenAsync(given, cancellationToken), "--answer") : null;
        ServerAnswer completed = await client.PostAsync(
            ServerCalls.Address($"v1/tasks/{parsed.GetRequiredValue(_id)}/complete"), ServerCalls.Body(("answer", answer), ("rationale", parsed.GetValue(_reason))), cancellationToken);
        return completed.ShowRow(output, TasksCommand.Columns);
    }
}
