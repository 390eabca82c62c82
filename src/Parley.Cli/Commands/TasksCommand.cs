using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley tasks</c>: what people are asked to do.</summary>
internal sealed class TasksCommand : ParleyCommand
{
    private static readonly string[] Columns = ["id", "status", "group", "due", "overdue", "claimedBy", "title"];

    private static readonly string[] s_whole = ["data", "answer"];
    private static readonly string[] s_shown = ["id", "status", "title", "group", "person", "due", "created", "createdBy", "exchange", "claimedBy", "ended", "endedBy", "rationale"];

    private readonly Argument<string> _act = new("act") { Description = "What to do: list, show, give, claim, release, complete, comment or reassign" };
    private readonly Argument<string?> _id = new("id") { Description = "The task; for give a file with the task as JSON, or - for standard input", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _mine = new("--mine") { Description = "With list: only what you have taken, or is for you alone" };
    private readonly Option<bool> _all = new("--all") { Description = "With list: the tasks of all groups; needs the right over tasks" };
    private readonly Option<string?> _status = new Option<string?>("--status") { Description = "With list: open (as usual), overdue, done or all", HelpName = "status" }
        .AcceptOnlyFromAmong("open", "overdue", "done", "all");

    private readonly Option<string?> _group = new("--group", "-g") { Description = "With list: only this group's; with reassign: to this group", HelpName = "group" };
    private readonly Option<string?> _after = new("--after") { Description = "With list: the next page, as 'more' of the page before said", HelpName = "task" };
    private readonly Option<string?> _person = new("--person") { Description = "With reassign: to this person", HelpName = "person" };
    private readonly Option<string?> _answer = new("--answer", "-a") { Description = "With complete: the answer as JSON, or @FILE", HelpName = "json" };
    private readonly Option<string?> _text = new("--text", "-t") { Description = "With comment: what to say", HelpName = "text" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "With complete: the rationale; with reassign: why; with show: why it is read", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public TasksCommand()
        : base("tasks", "List, take and do what people are asked to do")
    {
        _act.AcceptOnlyFromAmong("list", "show", "give", "claim", "release", "complete", "comment", "reassign");
        Arguments.Add(_act);
        Arguments.Add(_id);
        foreach (Option option in new Option[] { _mine, _all, _status, _group, _after, _person, _answer, _text, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        A task is for a group, a role of access.yaml, or for one person of it. You see the tasks of your own groups; others are not there for you. 'complete'
        takes an answer that fits the task's form: each fault is named with its place, and nothing is kept of an answer that does not fit.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley tasks list --mine",
        "parley tasks list --status overdue --group victim-care",
        "parley tasks claim t-01hzy3k7w9abc",
        "parley tasks complete t-01hzy3k7w9abc --answer '{\"told\": true}' --reason \"spoke by telephone\"",
        "parley tasks reassign t-01hzy3k7w9abc --group duty-inspector --reason \"on leave\"",
        "parley tasks give task.json",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string act = parsed.GetRequiredValue(_act);
        if (act == "list")
        {
            return ServerCalls.ShowPage(output, await client.GetAsync(ListPath(parsed), cancellationToken), "tasks", Columns);
        }

        string id = parsed.GetValue(_id) ?? throw new UsageException(act == "give" ? "name a file with the task, or -" : "name the task");
        if (act == "give")
        {
            return ServerCalls.Show(output, await SendAsync(client, "v1/tasks", await ReadAsync(id, cancellationToken), cancellationToken), null, Columns);
        }

        string path = $"v1/tasks/{Uri.EscapeDataString(id)}";
        if (act == "show")
        {
            return await ShowAsync(client, path, parsed, output, cancellationToken);
        }

        return ServerCalls.Show(output, await SendAsync(client, $"{path}/{act}", Body(act, parsed), cancellationToken), null, Columns);
    }

    private static async Task<ServerAnswer> SendAsync(ServerClient client, string path, JsonNode body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        return await client.SendAsync(request, cancellationToken);
    }

    private static async Task<JsonNode> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            string text = file == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
            return JsonNode.Parse(text) ?? throw new UsageException($"{file} holds no JSON object");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"{file} cannot be read as JSON: {fault.Message}");
        }
    }

    private string ListPath(ParseResult parsed)
    {
        string whose = parsed.GetValue(_all) ? "all" : parsed.GetValue(_mine) ? "mine" : "group";
        string group = parsed.GetValue(_group) is { } named ? $"&group={Uri.EscapeDataString(named)}" : "";
        string after = parsed.GetValue(_after) is { } before ? $"&after={Uri.EscapeDataString(before)}" : "";
        return $"v1/tasks?whose={whose}&status={parsed.GetValue(_status) ?? "open"}{group}{after}";
    }

    private async Task<int> ShowAsync(ServerClient client, string path, ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync(path, parsed.GetValue(_reason), cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(answer.Json!);
        }
        else
        {
            Print(output, (JsonObject)answer.Json!);
        }

        return ExitCode.Ok;
    }

    private static void Print(Output output, JsonObject task)
    {
        foreach (string name in s_shown.Where(n => task[n] is not null))
        {
            output.Line($"{name,-10} {task[name]}{(name == "due" && task["overdue"]!.GetValue<bool>() ? " overdue" : "")}");
        }

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
            output.Line($"{line!["at"]}  {line["by"]}  {line["what"]} {line["detail"]} {line["text"]}".TrimEnd());
        }
    }

    private JsonObject Body(string act, ParseResult parsed)
    {
        JsonObject body = [];
        switch (act)
        {
            case "complete":
                Set(body, "answer", Answer(parsed.GetValue(_answer)));
                Set(body, "rationale", parsed.GetValue(_reason));
                break;
            case "comment":
                Set(body, "text", parsed.GetValue(_text) ?? throw new UsageException("say what, with --text"));
                break;
            case "reassign":
                Set(body, "group", parsed.GetValue(_group));
                Set(body, "person", parsed.GetValue(_person));
                Set(body, "reason", parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: the history keeps it"));
                break;
        }

        return body;
    }

    private static void Set(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    private static JsonNode? Answer(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text.StartsWith('@') ? File.ReadAllText(text[1..]) : text);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the answer is no JSON: {fault.Message}");
        }
    }
}
