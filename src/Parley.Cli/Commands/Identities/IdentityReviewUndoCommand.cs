using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity review undo</c>: takes a decision back.</summary>
internal sealed class IdentityReviewUndoCommand : IdentityQuestion
{
    private readonly Argument<string> _id = new("decision") { Description = "The decision (j-…)" };

    public IdentityReviewUndoCommand()
        : base("undo", "Take a decision on two records back") =>
        Takes(_id);

    /// <inheritdoc/>
    public override string Details => "The decision stays on record, with who undid it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley identity review undo j-0123456789abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(ServerCalls.Address($"v1/identity-reviews/{parsed.GetRequiredValue(_id)}/undo"), [], Why(parsed), cancellationToken);
        return Show(output, answer, decision => PrintDecision(output, decision));
    }
}
