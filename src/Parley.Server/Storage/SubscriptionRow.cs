namespace Parley.Server.Storage;

/// <summary>A subscription to change events as it is stored. Times in microseconds since 1970, UTC.</summary>
internal sealed record SubscriptionRow
{
    public required long Id { get; init; }

    /// <summary>The system that is told, and by whose rights it is decided what it may know of.</summary>
    public required string System { get; init; }

    /// <summary>Where events are sent.</summary>
    public required string Url { get; init; }

    /// <summary>Only records of these types, parted by spaces; all when empty.</summary>
    public required string Types { get; init; }

    /// <summary>Only records of these systems, parted by spaces; all when empty.</summary>
    public required string Systems { get; init; }

    /// <summary>The purpose for which it may read what others share; null for its own organisation's alone.</summary>
    public string? Purpose { get; init; }

    /// <summary>Who made it, as the ledger names callers.</summary>
    public required string Actor { get; init; }

    public SubscriptionState State { get; init; }

    /// <summary>The most events in one request; with 1 a request is one event, otherwise a list.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>The most requests a minute that the recipient allows; null for any number.</summary>
    public int? Rate { get; init; }

    /// <summary>The row of the records' versions up to which events were delivered.</summary>
    public long After { get; init; }

    /// <summary>How many events were delivered.</summary>
    public long Delivered { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Since when it has been failing; null when it is not.</summary>
    public long? FailingSince { get; init; }

    /// <summary>What went wrong last; null when nothing does.</summary>
    public string? Error { get; init; }

    public required long Made { get; init; }

    public required long Changed { get; init; }
}
