using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Linkage;

/// <summary>How a batch is linked.</summary>
public sealed record LinkOptions
{
    /// <summary>The model to use as it is; null to train one from the general model on the records themselves.</summary>
    public LinkageModel? Model { get; init; }

    /// <summary>The match weight in bits from which records are joined; null to choose it by the expected error.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether only records of different sources are compared.</summary>
    public bool AcrossSources { get; init; }

    /// <summary>Whether a record joins at most one record of another source.</summary>
    public bool OneToOne { get; init; }

    /// <summary>Draws the sample that is trained on.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many threads may be used; the result is the same for any.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>The rules and caps of blocking; null to choose them by cost.</summary>
    public BlockingPlan? Blocking { get; init; }

    /// <summary>Whether <see cref="Model"/> is taken wholly as it is, with how many matches a record has; otherwise that is estimated from the records.</summary>
    public bool KeepPrior { get; init; }

    /// <summary>How many other records a record could match, where the records are part of a larger population; null for those at hand.</summary>
    public double? Others { get; init; }
}
