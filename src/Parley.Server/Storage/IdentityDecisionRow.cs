namespace Parley.Server.Storage;

/// <summary>What a person decided on two records, as it is stored. Times in microseconds since 1970, UTC.</summary>
internal sealed record IdentityDecisionRow
{
    public required long Id { get; init; }

    /// <summary>The lower of the records' names.</summary>
    public required long Low { get; init; }

    /// <summary>The higher.</summary>
    public required long High { get; init; }

    /// <summary>1 same, 2 not same, 3 cannot tell.</summary>
    public required long Verdict { get; init; }

    public required long At { get; init; }

    /// <summary>Who decided, as the ledger names it.</summary>
    public required string By { get; init; }

    /// <summary>For which organisation.</summary>
    public required string Organisation { get; init; }

    /// <summary>Why; null once the exchange that brought the first record has been erased.</summary>
    public string? Reason { get; init; }

    /// <summary>The match weight that the person was shown, in thousandths of a bit; null where the two were never compared.</summary>
    public long? Weight { get; init; }

    /// <summary>By which model and settings it was weighed.</summary>
    public required string Model { get; init; }

    /// <summary>When it was undone, by its author or another; null while it stands.</summary>
    public long? Undone { get; init; }

    public string? UndoneBy { get; init; }
}
