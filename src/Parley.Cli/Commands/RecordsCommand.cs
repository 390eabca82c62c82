using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley records</c>: corrects, re-grades, withdraws and erases what was exchanged, and shows who was told.</summary>
internal sealed class RecordsCommand : ParleyCommand
{
    private static readonly string[] NoticeColumns = ["id", "status", "action", "recipient", "channel", "exchange", "due"];

    private readonly Argument<string> _act = new("act") { Description = "What to do: correct, regrade, withdraw, erase, notices or confirm" };
    private readonly Argument<string?> _id = new("id") { Description = "The exchange; for confirm, the notice", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept in the ledger", HelpName = "text" };
    private readonly Option<string?> _marking = new("--marking") { Description = "The new marking, for regrade", HelpName = "code" };
    private readonly Option<string?> _file = new("--file", "-f") { Description = "The corrected message, for correct", HelpName = "file" };
    private readonly Option<string?> _subject = new("--subject") { Description = "Instead of an exchange: the record type of a subject", HelpName = "type" };
    private readonly Option<string?> _reference = new("--reference") { Description = "With --subject: its reference; all exchanges about it are meant", HelpName = "text" };
    private readonly Option<string?> _status = new("--status") { Description = "For notices: open, confirmed, refused or late", HelpName = "status" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public RecordsCommand()
        : base("records", "Correct, re-grade, withdraw or erase what was exchanged")
    {
        _act.AcceptOnlyFromAmong("correct", "regrade", "withdraw", "erase", "notices", "confirm");
        Arguments.Add(_act);
        Arguments.Add(_id);
        foreach (Option option in new Option[] { _reason, _marking, _file, _subject, _reference, _status, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        Everyone who was given the record is told: by message where the system accepts RecordNotice, otherwise by a task for a person. 'notices' shows who
        has confirmed. Erasing takes all content out of the store and makes it unreadable in every backup of the store; a legal hold forbids it.
        Needs the key of the source system, or one with the right over records. The exit code is 1 when a hold has kept an exchange of the subject.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley records withdraw x-01hzy3k7w9abc --reason \"entered against the wrong person\"",
        "parley records correct x-01hzy3k7w9abc --file corrected.json --reason \"wrong date\"",
        "parley records erase --subject Incident --reference WX-20260301-0042 --reason \"request of the subject\"",
        "parley records notices --status late",
        "parley records confirm n-01hzy3k7w9abc",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string act = parsed.GetRequiredValue(_act);
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        if (act == "notices")
        {
            string query = parsed.GetValue(_status) is { } status ? $"?status={Uri.EscapeDataString(status)}" : "";
            return ServerCalls.Show(output, await client.GetAsync("v1/notices" + query, cancellationToken), "notices", NoticeColumns);
        }

        if (act == "confirm")
        {
            ServerAnswer confirmed = await ServerCalls.SendAsync(client, HttpMethod.Post, $"v1/notices/{Id(parsed)}/confirm", [], cancellationToken);
            return ServerCalls.Show(output, confirmed, null, NoticeColumns);
        }

        string reason = parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: an act without one is refused");
        return await ActAsync(parsed, output, client, act, reason, cancellationToken);
    }

    private async Task<int> ActAsync(ParseResult parsed, Output output, ServerClient client, string act, string reason, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_subject) is { } type)
        {
            (string, string?)[] fields = [("reference", parsed.GetValue(_reference)), ("reason", reason), ("marking", parsed.GetValue(_marking))];
            ServerAnswer all = await ServerCalls.SendAsync(
                client, HttpMethod.Post, $"v1/subjects/{Uri.EscapeDataString(type)}/{act}", fields, cancellationToken);
            JsonArray held = all.Json?["held"] as JsonArray ?? [];
            foreach (JsonNode? exchange in held)
            {
                output.Note($"parley: {exchange} is kept by a legal hold; 'parley hold list' shows which");
            }

            int shown = ServerCalls.Show(output, all, "acts", "id", "action", "exchange", "at");
            return shown == ExitCode.Ok && held.Count > 0 ? ExitCode.Faults : shown;
        }

        string path = $"v1/exchanges/{Id(parsed)}/{act}";
        ServerAnswer answer = act == "correct"
            ? await ServerCalls.SendFileAsync(
                client, $"{path}?reason={Uri.EscapeDataString(reason)}", parsed.GetValue(_file) ?? throw new UsageException("--file names the corrected message"), cancellationToken)
            : await ServerCalls.SendAsync(client, HttpMethod.Post, path, [("reason", reason), ("marking", parsed.GetValue(_marking))], cancellationToken);
        return ServerCalls.Show(output, answer, "notices", NoticeColumns);
    }

    private string Id(ParseResult parsed) => Uri.EscapeDataString(parsed.GetValue(_id) ?? throw new UsageException("name the exchange, or the notice"));
}
