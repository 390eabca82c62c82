using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley identity</c>: who is one person, why, who is near, and what people decide on it.</summary>
internal sealed class IdentityCommand : ParleyCommand
{
    public IdentityCommand()
        : base("identity", "See one person whole, why, who is near, and decide on pairs")
    {
        Subcommands.Add(new IdentityShowCommand());
        Subcommands.Add(new IdentityExplainCommand());
        Subcommands.Add(new IdentityCompareCommand());
        Subcommands.Add(new IdentityNeighbourhoodCommand());
        Subcommands.Add(new IdentityReviewCommand());
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

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        output.Note("parley: name what is to be done: show, explain, compare, neighbourhood or review. 'parley identity --help' says how.");
        return Task.FromResult(ExitCode.Usage);
    }
}
