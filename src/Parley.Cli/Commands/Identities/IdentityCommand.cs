namespace Parley.Cli.Commands.Identities;

/// <summary><c>parley identity</c>: who is one person, why, who is near, and what people decide on it.</summary>
internal sealed class IdentityCommand : CommandGroup
{
    public IdentityCommand()
        : base("identity", "See one person whole, why, who is near, and decide on pairs")
    {
        Takes(
            new IdentityShowCommand(),
            new IdentityExplainCommand(),
            new IdentityCompareCommand(),
            new IdentityNeighbourhoodCommand(),
            new IdentityReviewCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        An identity is the records of one person, vehicle, telephone or place, as far as you may see them; any of its records leads to it. Every look is
        recorded in the ledger with its purpose and reason.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley identity show k-0123456789abc --reason \"missing person, log 77\"",
        "parley identity explain k-0123456789abc",
        "parley identity review list",
    ];
}
