using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Workspace;

namespace Parley.Cli.Commands;

/// <summary><c>parley retention</c>: the retention rules, what has come up under them, and what a person decides of it.</summary>
internal sealed class RetentionCommand : ParleyCommand
{
    private static readonly string[] Columns = ["id", "status", "exchange", "rule", "due", "decision", "nextReview"];

    private readonly Argument<string> _act = new("act") { Description = "What to do: check, due or decide" };
    private readonly Argument<string?> _review = new("review") { Description = "The review, for decide", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _decision = new("decision") { Description = "keep or erase, for decide", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept with the review and in the ledger", HelpName = "text" };
    private readonly Option<string?> _next = new("--next") { Description = "When kept content comes up again; the rule says so otherwise", HelpName = "date" };
    private readonly Option<bool> _all = new("--all") { Description = "With due: show decided reviews too" };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public RetentionCommand()
        : base("retention", "Show the retention rules, what has come up, and decide on it")
    {
        _act.AcceptOnlyFromAmong("check", "due", "decide");
        Arguments.Add(_act);
        Arguments.Add(_review);
        Arguments.Add(_decision);
        foreach (Option option in new Option[] { _reason, _next, _all, _workspace, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        'check' reads the workspace and prints the rules in the order in which they are tried, without a server. 'due' lists the reviews that wait for
        a person; 'decide' keeps the content until its next review, or erases it. Deciding needs a key with the right over records, and a reason.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley retention check --workspace samples/wexshire/workspace",
        "parley retention due",
        "parley retention decide r-01hzy3k7w9abc keep --reason \"appeal pending\" --next 2031-01-01",
        "parley retention decide r-01hzy3k7w9abc erase --reason \"no policing purpose left\"",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string act = parsed.GetRequiredValue(_act);
        if (act == "check")
        {
            return Check(parsed, output);
        }

        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        if (act == "due")
        {
            return ServerCalls.Show(output, await client.GetAsync(parsed.GetValue(_all) ? "v1/reviews?status=all" : "v1/reviews", cancellationToken), "reviews", Columns);
        }

        string review = parsed.GetValue(_review) ?? throw new UsageException("name the review, and keep or erase");
        string decision = parsed.GetValue(_decision) ?? throw new UsageException("say keep or erase");
        string reason = parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: a decision is kept with one");
        ServerAnswer answer = await ServerCalls.SendAsync(
            client,
            HttpMethod.Post,
            $"v1/reviews/{Uri.EscapeDataString(review)}",
            [("decision", decision), ("reason", reason), ("nextReview", parsed.GetValue(_next))],
            cancellationToken);
        return ServerCalls.Show(output, answer, null, Columns);
    }

    private static JsonObject Row(RetentionRule rule) => new()
    {
        ["rule"] = rule.Id,
        ["group"] = rule.Group ?? "any",
        ["trigger"] = string.Join(' ', rule.Types.Concat(rule.Where.Select(w => $"{w.Key}={string.Join('|', w.Value)}"))),
        ["period"] = rule.Period.ToString(),
        ["base"] = rule.Base,
        ["action"] = rule.Unattended ? "erase unattended" : rule.Action == RetentionAction.Erase ? "erase after review" : "review",
        ["again"] = rule.Again.ToString(),
        ["reset"] = rule.Reset == RetentionReset.Subject ? "subject" : "never",
    };

    private int Check(ParseResult parsed, Output output)
    {
        if (WorkspaceInput.Read(parsed.GetValue(_workspace), withSamples: false, environment: null).Sound(output) is not { } workspace)
        {
            return ExitCode.Faults;
        }

        JsonObject[] rows = [.. workspace.Retention.Rules.Select(Row)];
        if (output.Json)
        {
            output.JsonResult(new JsonArray([.. rows]));
        }
        else
        {
            TextTable.Write(output, rows, head: true);
        }

        return ExitCode.Ok;
    }
}
