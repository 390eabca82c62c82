using Parley.Engine.Linkage.Blocking;

namespace Parley.Engine.Linkage;

/// <summary>What a batch trained, blocked and decided.</summary>
public sealed record LinkReport
{
    /// <summary>How many records there were.</summary>
    public required int Records { get; init; }

    /// <summary>What each blocking rule did.</summary>
    public required IReadOnlyList<BlockReport> Blocking { get; init; }

    /// <summary>How many different pairs were compared.</summary>
    public required long Compared { get; init; }

    /// <summary>Whether the model was trained on these records.</summary>
    public required bool Trained { get; init; }

    /// <summary>How many pairs training looked at.</summary>
    public required long TrainingPairs { get; init; }

    /// <summary>How many matches, expected, it learnt from.</summary>
    public required double TrainingMatches { get; init; }

    /// <summary>How many steps it took.</summary>
    public required int TrainingSteps { get; init; }

    /// <summary>The threshold in bits.</summary>
    public required double Threshold { get; init; }

    /// <summary>Whether the threshold was chosen by the expected error rather than given.</summary>
    public required bool ThresholdIsAutomatic { get; init; }

    /// <summary>How many pairs reach the threshold.</summary>
    public required int Joined { get; init; }

    /// <summary>The share of those that is expected to be wrong, by their probabilities.</summary>
    public required double ExpectedFalse { get; init; }

    /// <summary>The share of all expected matches among the compared pairs that lies below the threshold.</summary>
    public required double ExpectedMissed { get; init; }

    /// <summary>How many pairs lie between the review floor and the threshold.</summary>
    public required int Possible { get; init; }

    /// <summary>How many clusters have two records or more.</summary>
    public required int Clusters { get; init; }

    /// <summary>The size of the largest.</summary>
    public required int Largest { get; init; }

    /// <summary>How many joins were refused because the clusters' members speak against it.</summary>
    public required int Refused { get; init; }
}
