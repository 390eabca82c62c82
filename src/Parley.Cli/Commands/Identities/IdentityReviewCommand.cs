namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity review</c>: pairs that wait for a person, and decisions on them.</summary>
internal sealed class IdentityReviewCommand : CommandGroup
{
    public IdentityReviewCommand()
        : base("review", "Pairs that wait for a person, and decisions on them")
    {
        Takes(
            new IdentityReviewListCommand(),
            new IdentityReviewDecideCommand(),
            new IdentityReviewUndoCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        A decision is about the records: it outlives corrections and new models. Where two people differ the records are held apart until one of the decisions
        is undone or replaced.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley identity review list",
        "parley identity review decide k-0123456789abc k-0123456789abd --verdict not-same --reason \"twins\"",
        "parley identity review undo j-0123456789abc",
    ];
}
