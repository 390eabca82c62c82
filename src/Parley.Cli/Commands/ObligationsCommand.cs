using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley obligations</c>: what the force owes, and what of it is overdue.</summary>
internal sealed class ObligationsCommand : ParleyCommand
{
    private static readonly string[] Columns = ["id", "status", "due", "overdue", "group", "obligation", "matter", "agreement", "notice", "review", "task", "dueUnknown", "title"];
    private static readonly string[] s_shown =
        ["id", "status", "obligation", "title", "basis", "group", "matter", "agreement", "notice", "review", "task", "exchange", "since", "workingDays", "due", "dueUnknown", "ended", "endedBy", "rationale"];

    private readonly Argument<string> _act = new("act") { Description = "What to do: list, show or fulfil" };
    private readonly Argument<string?> _id = new("id") { Description = "The obligation, for show and fulfil", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _status = new Option<string?>("--status") { Description = "With list: open (as usual), overdue, done or all", HelpName = "status" }
        .AcceptOnlyFromAmong("open", "overdue", "done", "all");

    private readonly Option<string?> _group = new("--group", "-g") { Description = "With list: only what this group owes", HelpName = "group" };
    private readonly Option<string?> _kind = new("--obligation", "-o") { Description = "With list: only this rule, or agreement-review, notice, retention-review, task", HelpName = "name" };
    private readonly Option<string?> _after = new("--after") { Description = "With list: the next page, as 'more' of the page before said", HelpName = "obligation" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "With fulfil: how it was done, or why it is not owed; kept", HelpName = "text" };
    private readonly Option<bool> _notOwed = new("--not-owed") { Description = "With fulfil: it is not owed after all" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ObligationsCommand()
        : base("obligations", "List what the force owes, and what of it is overdue")
    {
        _act.AcceptOnlyFromAmong("list", "show", "fulfil");
        Arguments.Add(_act);
        Arguments.Add(_id);
        foreach (Option option in new Option[] { _status, _group, _kind, _after, _reason, _notOwed, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        What obligations.yaml says is owed when something happens (a victim to be told), and what stands of itself: reviews of agreements, confirmations of
        notices, retention reviews, people's tasks. A later event ends it, or a person by 'fulfil' with a reason. An obligation whose due time the calendar
        does not know counts as overdue until it does.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley obligations list --status overdue",
        "parley obligations list --obligation victim-told-of-arrest",
        "parley obligations fulfil b-01hzy3k7w9abc --reason \"told at the door by the officer in the case\"",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string act = parsed.GetRequiredValue(_act);
        if (act == "list")
        {
            string group = parsed.GetValue(_group) is { } named ? $"&group={Uri.EscapeDataString(named)}" : "";
            string kind = parsed.GetValue(_kind) is { } rule ? $"&obligation={Uri.EscapeDataString(rule)}" : "";
            string after = parsed.GetValue(_after) is { } before ? $"&after={Uri.EscapeDataString(before)}" : "";
            string path = $"v1/obligations?status={parsed.GetValue(_status) ?? "open"}{group}{kind}{after}";
            return ServerCalls.ShowPage(output, await client.GetAsync(path, cancellationToken), "obligations", Columns);
        }

        string address = $"v1/obligations/{Uri.EscapeDataString(parsed.GetValue(_id) ?? throw new UsageException("name the obligation"))}";
        if (act == "show")
        {
            return Show(output, await client.GetAsync(address, cancellationToken));
        }

        JsonObject body = new()
        {
            ["rationale"] = parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: the obligation is ended with one"),
            ["owed"] = !parsed.GetValue(_notOwed),
        };
        using HttpRequestMessage request = new(HttpMethod.Post, $"{address}/fulfil")
        {
            Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        return ServerCalls.Show(output, await client.SendAsync(request, cancellationToken), null, Columns);
    }

    private static int Show(Output output, ServerAnswer answer)
    {
        if (!answer.IsGood || output.Json)
        {
            return ServerCalls.Show(output, answer, null, Columns);
        }

        foreach (string name in s_shown.Where(n => answer.Json![n] is not null))
        {
            output.Line($"{name,-11} {answer.Json![name]}{(name == "due" && answer.Json["overdue"]!.GetValue<bool>() ? " overdue" : "")}");
        }

        return ExitCode.Ok;
    }
}
