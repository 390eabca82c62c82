namespace Parley.Server.Storage;

/// <summary>A changed workspace that runs beside the one in force on live traffic, as it is stored. Times are microseconds since 1970.</summary>
internal sealed record LiveShadowRow
{
    public required long Id { get; init; }

    public required LiveShadowState State { get; init; }

    public required long Started { get; init; }

    /// <summary>Who started it, as the ledger names it.</summary>
    public required string StartedBy { get; init; }

    public string? Reason { get; init; }

    /// <summary>Only what comes from this system; null for all.</summary>
    public string? System { get; init; }

    /// <summary>Only instances of this process; null for all.</summary>
    public string? Process { get; init; }

    /// <summary>When it stops by itself.</summary>
    public required long Until { get; init; }

    public long? Ended { get; init; }

    public string? EndedBy { get; init; }

    /// <summary>The next entry of the ledger to be looked at.</summary>
    public required long Place { get; init; }

    /// <summary>When the last instance that was looked at had its last step.</summary>
    public required long Changed { get; init; }

    /// <summary>That instance.</summary>
    public required long Instance { get; init; }

    /// <summary>How many exchanges and instances came out the same.</summary>
    public long Same { get; init; }

    /// <summary>How many came out otherwise.</summary>
    public long Differ { get; init; }

    /// <summary>How many could not be run.</summary>
    public long Cannot { get; init; }

    /// <summary>How many entries of the ledger were passed over because it was too far behind.</summary>
    public long Skipped { get; init; }

    /// <summary>Of how many it is stored what was otherwise.</summary>
    public long Stored { get; init; }
}
