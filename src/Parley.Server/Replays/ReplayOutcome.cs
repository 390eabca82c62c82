namespace Parley.Server.Replays;

/// <summary>What a replay of one exchange found.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Cannot">Why it cannot be replayed; null when it was.</param>
/// <param name="Differences">What is otherwise; none when it came out the same.</param>
internal sealed record ReplayOutcome(long Exchange, string? Cannot, IReadOnlyList<ReplayDifference> Differences);
