using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity review list</c>: the pairs that wait for a person.</summary>
internal sealed class IdentityReviewListCommand : IdentityQuestion
{
    private readonly Option<bool> _conflicts = new("--conflicts") { Description = "The pairs on which people differ" };
    private readonly Option<string?> _after = CommonOptions.After("pair");

    public IdentityReviewListCommand()
        : base("list", "List the pairs that wait for a person, heaviest first") =>
        Takes(_conflicts, _after);

    /// <inheritdoc/>
    public override string Details => "The pairs between the two thresholds of which you may see all evidence, each with the bars of its weight in bits and what people have decided on it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley identity review list", "parley identity review list --conflicts --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/identity-reviews", ("conflicts", parsed.GetValue(_conflicts)), ("after", parsed.GetValue(_after)));
        ServerAnswer answer = await client.GetAsync(address, Why(parsed), cancellationToken);
        return Show(output, answer, page =>
        {
            JsonArray pairs = page["pairs"]!.AsArray();
            foreach (JsonObject pair in pairs.OfType<JsonObject>())
            {
                Print(output, pair);
            }

            output.Note($"parley: {pairs.Count} {(pairs.Count == 1 ? "pair" : "pairs")}");
            answer.SayMore(output);
        });
    }

    private static void Print(Output output, JsonObject pair)
    {
        output.Line($"{Shown(output, pair["left"]!)} | {Shown(output, pair["right"]!)}");
        (pair["left"], pair["right"]) = (pair["left"]!["record"]!.ToString(), pair["right"]!["record"]!.ToString());
        PrintPair(output, pair);
        foreach (JsonObject decision in pair["decisions"]!.AsArray().OfType<JsonObject>())
        {
            PrintDecision(output, decision);
        }
    }

    // Who says it matters as much as what is said: a person decides by the sources too.
    private static string Shown(Output output, JsonNode record) => $"{output.Bold(record["label"]!.ToString())} {output.Dim($"({record["system"]}, known {record["knownAt"]!.ToString()[..10]})")}";
}
