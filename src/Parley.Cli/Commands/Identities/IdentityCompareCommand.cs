using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity compare</c>: why two records of persons are one or not.</summary>
internal sealed class IdentityCompareCommand : IdentityQuestion
{
    private readonly Argument<string> _left = new("left") { Description = "A record" };
    private readonly Argument<string> _right = new("right") { Description = "Another" };

    public IdentityCompareCommand()
        : base("compare", "Why two records of persons are one or not") =>
        Takes(_left, _right);

    /// <inheritdoc/>
    public override string Details => "The bars add up to the weight of the pair in bits, from what you may see of both.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley identity compare k-0123456789abc k-0123456789abd"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string path = ServerCalls.Address($"v1/identities/comparison", ("left", parsed.GetRequiredValue(_left)), ("right", parsed.GetRequiredValue(_right)));
        return Show(output, await client.GetAsync(path, Why(parsed), cancellationToken), pair =>
        {
            (pair["left"], pair["right"]) = (pair["left"]!["record"]!.ToString(), pair["right"]!["record"]!.ToString());
            PrintPair(output, pair);
            output.Line($"{pair["verdict"]}  {output.Dim($"joined from {pair["joinFrom"]} bits, uncertain from {pair["reviewFrom"]}, unless people have decided")}");
            foreach (JsonObject decision in pair["decisions"]!.AsArray().OfType<JsonObject>())
            {
                PrintDecision(output, decision);
            }
        });
    }
}
