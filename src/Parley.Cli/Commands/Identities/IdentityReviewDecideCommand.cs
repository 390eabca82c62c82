using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity review decide</c>: what a person says of two records.</summary>
internal sealed class IdentityReviewDecideCommand : IdentityQuestion
{
    private readonly Argument<string> _left = new("left") { Description = "A record" };
    private readonly Argument<string> _right = new("right") { Description = "Another" };
    private readonly Option<string> _verdict = new Option<string>("--verdict") { Description = "same, not-same or cannot-tell", HelpName = "verdict", Required = true }
        .AcceptOnlyFromAmong("same", "not-same", "cannot-tell");

    public IdentityReviewDecideCommand()
        : base("decide", "Say whether two records are of one person") =>
        Takes(_left, _right, _verdict);

    /// <inheritdoc/>
    public override string Details => "The reason is the rationale: it is kept with the decision, for whoever reads it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley identity review decide k-0123456789abc k-0123456789abd --verdict not-same --reason \"twins\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        StatedReason why = Why(parsed);
        JsonObject body = ServerCalls.Body(
            ("left", parsed.GetRequiredValue(_left)),
            ("right", parsed.GetRequiredValue(_right)),
            ("verdict", parsed.GetRequiredValue(_verdict)),
            ("reason", why.Reason ?? throw new UsageException("--reason is needed: whoever reads the decision must see why")));
        return Show(output, await client.PostAsync("v1/identity-reviews", body, why, cancellationToken), decision => PrintDecision(output, decision));
    }
}
