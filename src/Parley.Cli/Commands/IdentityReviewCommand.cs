using System.CommandLine;
using System.Text.Json.Nodes;

namespace Parley.Cli.Commands;

/// <summary><c>parley identity review</c>: pairs that wait for a person, and decisions on them.</summary>
internal sealed class IdentityReviewCommand : IdentityQuestion
{
    private readonly Argument<string> _act = new("act") { Description = "list, decide or undo" };
    private readonly Argument<string[]> _ids = new("ids") { Description = "For decide the two records, for undo the decision", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _verdict = new("--verdict") { Description = "For decide: same, not-same or cannot-tell", HelpName = "verdict" };
    private readonly Option<bool> _conflicts = new("--conflicts") { Description = "For list: the pairs on which people differ" };
    private readonly Option<string?> _after = new("--after") { Description = "For list: the next of the page before", HelpName = "next" };
    private readonly Option<string?> _why = new("--reason", "-r") { Description = "For decide: the rationale, which is kept with the decision", HelpName = "text" };

    public IdentityReviewCommand()
        : base("review", "Pairs that wait for a person, and decisions on them")
    {
        _act.AcceptOnlyFromAmong("list", "decide", "undo");
        _verdict.AcceptOnlyFromAmong("same", "not-same", "cannot-tell");
        Arguments.Add(_act);
        Arguments.Add(_ids);
        foreach (Option option in new Option[] { _verdict, _why, _conflicts, _after })
        {
            Options.Add(option);
        }

        AddCommon(withReason: false);
    }

    /// <inheritdoc/>
    public override string Details => """
        Lists the pairs between the two thresholds of which you may see all evidence, heaviest first. A decision is about the records: it outlives corrections
        and new models. Where two people differ the records are held apart until one of the decisions is undone or replaced.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley identity review list",
        "parley identity review decide k-0123456789abc k-0123456789abd --verdict not-same --reason \"twins\"",
        "parley identity review undo j-0123456789abc",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string[] ids = parsed.GetValue(_ids) ?? [];
        return (parsed.GetRequiredValue(_act), ids) switch
        {
            ("list", []) => await ListAsync(parsed, output, cancellationToken),
            ("decide", [string left, string right]) => await DecideAsync(parsed, output, left, right, cancellationToken),
            ("undo", [string id]) => Show(
                output, await AskAsync(parsed, HttpMethod.Post, $"v1/identity-reviews/{Uri.EscapeDataString(id)}/undo", [], cancellationToken), d => PrintDecision(output, d)),
            _ => throw new UsageException("list takes no ids, decide two records, undo one decision"),
        };
    }

    private async Task<int> ListAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string after = parsed.GetValue(_after) is string next ? $"&after={Uri.EscapeDataString(next)}" : "";
        string path = $"v1/identity-reviews?conflicts={(parsed.GetValue(_conflicts) ? "true" : "false")}{after}";
        return Show(output, await AskAsync(parsed, HttpMethod.Get, path, null, cancellationToken), page =>
        {
            foreach (JsonObject pair in page["pairs"]!.AsArray().OfType<JsonObject>())
            {
                output.Line($"{Shown(output, pair["left"]!)} | {Shown(output, pair["right"]!)}");
                JsonObject whole = (JsonObject)pair.DeepClone();
                (whole["left"], whole["right"]) = (pair["left"]!["record"]!.ToString(), pair["right"]!["record"]!.ToString());
                PrintPair(output, whole);
                foreach (JsonObject decision in pair["decisions"]!.AsArray().OfType<JsonObject>())
                {
                    PrintDecision(output, decision);
                }
            }

            output.Note(page["next"] is JsonNode more ? $"parley: there are more: --after {more}" : $"parley: {page["pairs"]!.AsArray().Count} pairs");
        });
    }

    // Who says it matters as much as what is said: a person decides by the sources too.
    private static string Shown(Output output, JsonNode record) => $"{output.Bold(record["label"]!.ToString())} {output.Dim($"({record["system"]}, known {record["knownAt"]!.ToString()[..10]})")}";

    private async Task<int> DecideAsync(ParseResult parsed, Output output, string left, string right, CancellationToken cancellationToken)
    {
        JsonObject body = new()
        {
            ["left"] = left,
            ["right"] = right,
            ["verdict"] = parsed.GetValue(_verdict) ?? throw new UsageException("decide wants --verdict same, not-same or cannot-tell"),
            ["reason"] = parsed.GetValue(_why) ?? throw new UsageException("decide wants --reason: whoever reads the decision must see why"),
        };
        return Show(output, await AskAsync(parsed, HttpMethod.Post, "v1/identity-reviews", body, cancellationToken), d => PrintDecision(output, d));
    }
}
