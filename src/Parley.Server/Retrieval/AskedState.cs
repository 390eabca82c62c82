using Parley.Engine.Issues;
using Parley.Server.Repository;

namespace Parley.Server.Retrieval;

/// <summary>How asking a system stands. Immutable; replaced once, when it has ended.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">Why, where it did not answer in full.</param>
/// <param name="Why">The same in this case, for people.</param>
internal sealed record AskedState(AskedOutcome Outcome, IssueCode? Code, string? Why)
{
    /// <summary>Nothing is known yet.</summary>
    public static AskedState Waiting { get; } = new(AskedOutcome.Waiting, RetrievalIssues.Late, null);

    /// <summary>What it answered, whole: only a decision makes of it what somebody may see.</summary>
    public IReadOnlyList<StoredBundle> Bundles { get; init; } = [];

    /// <summary>The exchanges as which its answer is kept; none where it is not.</summary>
    public IReadOnlyCollection<long> Exchanges { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }
}
