using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley ledger show</c>: lists entries.</summary>
internal sealed class LedgerShowCommand : ParleyCommand
{
    private readonly Option<long?> _after = new("--after") { Description = "Entries after this number; the first ones when not given", HelpName = "number" };
    private readonly Option<int> _limit = new("--limit") { Description = "How many, 1 to 1000", HelpName = "count", DefaultValueFactory = _ => 100 };
    private readonly Option<string?> _reason = CommonOptions.Reason();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public LedgerShowCommand()
        : base("show", "List entries of the ledger in order")
    {
        Options.Add(_after);
        Options.Add(_limit);
        Options.Add(_reason);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => "One entry a line: its number, when, what, who, for which organisation, the recipient, the exchange and the outcome. Reading the ledger is itself an entry.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley ledger show --after 4999 --limit 50 --reason 'yearly audit'", "parley ledger show --json | jq '.entries[].entry.action'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string after = parsed.GetValue(_after) is long number ? string.Create(CultureInfo.InvariantCulture, $"&after={number}") : "";
        ServerAnswer answer = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"v1/ledger/entries?limit={parsed.GetValue(_limit)}{after}"), parsed.GetValue(_reason), cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(answer.Json!);
            return ExitCode.Ok;
        }

        foreach (JsonNode? item in answer.Json!["entries"]!.AsArray())
        {
            JsonObject entry = item!["entry"]!.AsObject();
            string to = entry["recipient"] is { } recipient ? $"{entry["organisation"]} to {recipient}" : $"{entry["organisation"]}";
            output.Line($"{item["number"],8}  {entry["at"]}  {entry["action"],-12} {entry["actor"]}  {to}  {entry["exchange"]} {entry["outcome"]}");
        }

        return ExitCode.Ok;
    }
}
