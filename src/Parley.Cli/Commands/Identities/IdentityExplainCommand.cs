using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity explain</c>: what holds an identity together and what would split it.</summary>
internal sealed class IdentityExplainCommand : IdentityQuestion
{
    private readonly Argument<string> _id = new("id") { Description = "A record (k-…) or an identity (i-…)" };

    public IdentityExplainCommand()
        : base("explain", "What holds an identity together, and what would split it") =>
        Takes(_id);

    /// <inheritdoc/>
    public override string Details => """
        Lists the pairs of records that join it, each with the bars of its weight in bits (8 bits are odds of 256 to 1), then the pairs without which it would
        fall in two, the weakest first: look at these before you rely on it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley identity explain k-0123456789abc", "parley identity explain i-0123456789abc --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string path = ServerCalls.Address($"v1/identities/{IdentityOf(parsed.GetRequiredValue(_id))}/explanation");
        return Show(output, await client.GetAsync(path, Why(parsed), cancellationToken), explanation => Print(output, explanation));
    }

    private static void Print(Output output, JsonObject explanation)
    {
        output.Line($"{output.Bold(explanation["id"]!.ToString())}  {explanation["type"]}  {output.Dim($"model {explanation["model"]}, joined from {explanation["joinFrom"]} bits")}");
        foreach (JsonObject pair in explanation["heldTogetherBy"]!.AsArray().OfType<JsonObject>())
        {
            if (pair["identifier"] is JsonNode identifier)
            {
                output.Line($"one {identifier}: {pair["value"]}");
            }
            else
            {
                PrintPair(output, pair);
            }
        }

        foreach (JsonNode? cut in explanation["wouldSplit"]!.AsArray())
        {
            string without = string.Join(", ", cut!["without"]!.AsArray().Select(p => $"{p!["left"]}-{p["right"]}"));
            output.Line($"{output.Yellow("would split")}  without {without}: {string.Join(", ", cut["wouldPart"]!.AsArray())} would part");
        }

        foreach (JsonNode? kept in explanation["keptOut"]!.AsArray())
        {
            output.Line($"kept out  {kept!["right"]}, though {kept["bits"]} bits speak for {kept["left"]}");
        }

        foreach (JsonNode? decision in explanation["decisions"]!.AsArray())
        {
            output.Line($"decided  {decision!["left"]} {decision["right"]}: {decision["verdict"]} {SaidBy(decision)}{(decision["conflict"]!.GetValue<bool>() ? output.Red("  CONFLICT") : "")}");
        }
    }
}
