using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger show</c>: lists entries.</summary>
internal sealed class LedgerShowCommand : ServerCommand
{
    private static readonly string[] s_columns = ["at", "action", "actor", "organisation", "recipient", "exchange", "outcome"];

    private readonly Option<long?> _after = new("--after") { Description = "Entries after this number; the first ones when not given", HelpName = "number" };
    private readonly Option<int> _limit = new("--limit") { Description = "How many, 1 to 1000", HelpName = "count", DefaultValueFactory = _ => 100 };
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public LedgerShowCommand()
        : base("show", "List entries of the ledger in order") =>
        Takes(_after, _limit, _reason);

    /// <inheritdoc/>
    public override string Details => "One entry a line: its number, when, what, who, for which organisation, the recipient, the exchange and the outcome. Reading the ledger is itself an entry.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley ledger show --after 4999 --limit 50 --reason 'yearly audit'", "parley ledger show --json | jq '.entries[].entry.action'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/ledger/entries", ("limit", parsed.GetValue(_limit)), ("after", parsed.GetValue(_after)));
        ServerAnswer answer = await client.GetAsync(address, new StatedReason(null, parsed.GetValue(_reason)), cancellationToken);
        return answer.Show(output, page => TextTable.Write(output, [.. page["entries"]!.AsArray().Select(item => Row(item!))], head: true));
    }

    private static JsonObject Row(JsonNode item)
    {
        JsonObject entry = item["entry"]!.AsObject();
        JsonObject row = new() { ["number"] = item["number"]!.DeepClone() };
        foreach (string column in s_columns)
        {
            row[column] = entry[column]?.DeepClone();
        }

        return row;
    }
}
