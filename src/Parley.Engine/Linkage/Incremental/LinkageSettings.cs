using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>
/// All that a decision depends on beside the records themselves, fixed: with one settings, records in any order and any batching give one answer.
/// </summary>
public sealed record LinkageSettings
{
    /// <summary>The model.</summary>
    public required LinkageModel Model { get; init; }

    /// <summary>How frequent values are.</summary>
    public required ValueFrequencies Frequencies { get; init; }

    /// <summary>The blocking rules and caps.</summary>
    public required BlockingPlan Blocking { get; init; }

    /// <summary>The weight in bits from which records are joined.</summary>
    public required double Threshold { get; init; }

    /// <summary>How many other records a record could match: the size of the population that the model's prior is for.</summary>
    public required double Others { get; init; }
}
