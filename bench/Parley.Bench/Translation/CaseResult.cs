namespace Parley.Bench.Translation;

/// <summary>What one case did with one message.</summary>
/// <param name="Group">Cases of one group do the same work; the first is the base of the ratios.</param>
/// <param name="MessagesPerSecond">On one core; the median of the rounds.</param>
/// <param name="BytesAllocated">For each message; the median of the rounds.</param>
/// <param name="SpeedRatio">To the base: the median of the ratios within each round, so that a noisy machine spoils both sides alike.</param>
/// <param name="AllocationRatio">To the base.</param>
internal sealed record CaseResult(
    string Group,
    string Size,
    string Name,
    int InputBytes,
    int OutputBytes,
    double MessagesPerSecond,
    double BytesAllocated,
    double SpeedRatio,
    double AllocationRatio);
