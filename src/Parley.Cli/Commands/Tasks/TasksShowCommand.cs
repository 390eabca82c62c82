using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks show</c>: all that is known of a task.</summary>
internal sealed class TasksShowCommand : ServerCommand
{
    private static readonly string[] s_members = ["id", "status", "title", "group", "person", "due", "overdue", "created", "createdBy", "exchange", "claimedBy", "ended", "endedBy", "rationale"];
    private static readonly string[] s_whole = ["data", "answer"];

    private readonly Argument<string> _id = new("task") { Description = "The task" };
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public TasksShowCommand()
        : base("show", "Show a task, its data, its form and its history") =>
        Takes(_id, _reason);

    /// <inheritdoc/>
    public override string Details => "The form is a JSON Schema: an answer that fits it completes the task. That the data were read stands in the ledger with the reason.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley tasks show t-01hzy3k7w9abc", "parley tasks show t-01hzy3k7w9abc --json | jq .form"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/tasks/{parsed.GetRequiredValue(_id)}");
        ServerAnswer answer = await client.GetAsync(address, new StatedReason(null, parsed.GetValue(_reason)), cancellationToken);
        return answer.Show(output, task => Print(output, task));
    }

    private static void Print(Output output, JsonObject task)
    {
        MemberList.Write(output, task, s_members);
        foreach (string name in s_whole.Where(n => task[n] is not null))
        {
            output.Line($"{name}:");
            output.JsonResult(task[name]!);
        }

        if (task["form"] is JsonObject form && task["answer"] is null)
        {
            output.Line("answer by:");
            output.JsonResult(form);
        }

        foreach (JsonNode? line in task["history"] as JsonArray ?? [])
        {
            output.Line($"{MemberList.Text(line!["at"])}  {line["by"]}  {line["what"]} {line["detail"]} {line["text"]}".TrimEnd());
        }
    }
}
