using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley hold</c>: legal holds, which win over every disposal.</summary>
internal sealed class HoldCommand : ParleyCommand
{
    private static readonly string[] Columns = ["id", "status", "on", "exchange", "type", "reference", "by", "placed", "reason"];

    private readonly Argument<string> _act = new("act") { Description = "What to do: place, list or end" };
    private readonly Argument<string?> _id = new("id") { Description = "The hold, for end", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _exchange = new("--exchange") { Description = "Hold this exchange", HelpName = "id" };
    private readonly Option<string?> _reference = new("--reference") { Description = "Hold everything with this reference", HelpName = "text" };
    private readonly Option<string?> _type = new("--type") { Description = "With --reference: only subjects of this record type", HelpName = "type" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept in the ledger", HelpName = "text" };
    private readonly Option<bool> _all = new("--all") { Description = "List ended holds too" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public HoldCommand()
        : base("hold", "Place, list and end legal holds")
    {
        _act.AcceptOnlyFromAmong("place", "list", "end");
        Arguments.Add(_act);
        Arguments.Add(_id);
        foreach (Option option in new Option[] { _exchange, _reference, _type, _reason, _all, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        While a hold is in force, nothing it is on is erased: not by its owner, not by a retention rule, not by the decision of a review. Placing and
        ending a hold need a reason and stand in the ledger. Needs a key with the right over records.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley hold place --reference WX-20260301-0042 --reason \"CPIA: trial pending\"",
        "parley hold place --exchange x-01hzy3k7w9abc --reason \"disclosure requested\"",
        "parley hold list",
        "parley hold end h-01hzy3k7w9abc --reason \"acquitted, no appeal\"",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string act = parsed.GetRequiredValue(_act);
        if (act == "list")
        {
            return ServerCalls.Show(output, await client.GetAsync(parsed.GetValue(_all) ? "v1/holds?status=all" : "v1/holds", cancellationToken), "holds", Columns);
        }

        string reason = parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: a hold is placed and ended with one");
        ServerAnswer answer = act == "end"
            ? await ServerCalls.SendAsync(
                client,
                HttpMethod.Delete,
                $"v1/holds/{Uri.EscapeDataString(parsed.GetValue(_id) ?? throw new UsageException("name the hold"))}",
                [("reason", reason)],
                cancellationToken)
            : await ServerCalls.SendAsync(
                client,
                HttpMethod.Post,
                "v1/holds",
                [("exchange", parsed.GetValue(_exchange)), ("reference", parsed.GetValue(_reference)), ("type", parsed.GetValue(_type)), ("reason", reason)],
                cancellationToken);
        return ServerCalls.Show(output, answer, null, Columns);
    }
}
