using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Workspace;

/// <summary>How records of the common repository are joined to identities (<c>identities</c> in <c>parley.yaml</c>).</summary>
public sealed record IdentityDefinition
{
    /// <summary>What two persons' agreements and differences are worth; the general person model unless the workspace names a file.</summary>
    public LinkageModel Model { get; init; } = LinkageModelText.General;

    /// <summary>The match weight in bits from which records are joined by themselves. 7 bits: one pair in 129 of just that weight is expected to be wrong, and of all that reach it far fewer.</summary>
    public double JoinFrom { get; init; } = 7;

    /// <summary>The match weight in bits from which a pair that is not joined waits for a person's decision.</summary>
    public double ReviewFrom { get; init; }

    /// <summary>
    /// How many records of persons the repository is expected to hold: what chance agreements are held against. A fixed figure, so that a weight tells nothing of how many
    /// records there are.
    /// </summary>
    public int Population { get; init; } = 1_000_000;
}
