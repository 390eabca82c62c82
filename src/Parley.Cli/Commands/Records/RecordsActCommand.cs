using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Records;

/// <summary>An act of the owner on one exchange, or on all about a subject: re-grading, withdrawal, erasure.</summary>
internal sealed class RecordsActCommand : ServerCommand
{
    private readonly Argument<string?> _id = new("exchange") { Description = "The exchange; or name a subject", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _marking = new("--marking") { Description = "The new marking", HelpName = "code" };
    private readonly Option<string?> _subject = new("--subject") { Description = "Instead of an exchange: the record type of a subject", HelpName = "type" };
    private readonly Option<string?> _reference = new("--reference") { Description = "With --subject: its reference; all exchanges about it are meant", HelpName = "text" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason();

    public RecordsActCommand(string name, string description, string details, params string[] examples)
        : base(name, description)
    {
        (Details, Examples) = (details, examples);
        Takes(name == "regrade" ? [_id, _marking, _subject, _reference, _reason] : [_id, _subject, _reference, _reason]);
    }

    /// <inheritdoc/>
    public override string Details { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = ServerCalls.Body(("reference", parsed.GetValue(_reference)), ("reason", parsed.GetRequiredValue(_reason)), ("marking", parsed.GetValue(_marking)));
        if (parsed.GetValue(_subject) is { } type)
        {
            return ShowActs(output, await client.PostAsync(ServerCalls.Address($"v1/subjects/{type}/{Name}"), body, cancellationToken));
        }

        string exchange = parsed.GetValue(_id) ?? throw new UsageException("name the exchange, or --subject and --reference");
        return (await client.PostAsync(ServerCalls.Address($"v1/exchanges/{exchange}/{Name}"), body, cancellationToken)).ShowRows(output, "notices", RecordsCommand.NoticeColumns);
    }

    private static int ShowActs(Output output, ServerAnswer answer)
    {
        JsonArray held = answer.Json?["held"] as JsonArray ?? [];
        foreach (JsonNode? exchange in held)
        {
            output.Note($"parley: {exchange} is kept by a legal hold; 'parley hold list' shows which");
        }

        int shown = answer.ShowRows(output, "acts", "id", "action", "exchange", "at");
        return shown == ExitCode.Ok && held.Count > 0 ? ExitCode.Faults : shown;
    }
}
