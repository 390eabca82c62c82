namespace Parley.Server.Storage;

/// <summary>A risk to life under which data may go without an agreement for a while, as it is stored.</summary>
internal sealed record EmergencyRow
{
    public required long Id { get; init; }

    /// <summary>The organisation whose data it is.</summary>
    public required string From { get; init; }

    /// <summary>The organisation that may get it.</summary>
    public required string To { get; init; }

    /// <summary>The one system of it that may; null for any.</summary>
    public string? ToSystem { get; init; }

    /// <summary>The exchange that all began with which it is about.</summary>
    public required long Exchange { get; init; }

    /// <summary>The blinded reference of the subject it is about; null when it is about the exchange only.</summary>
    public long? ReferenceHash { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The person who answers for it.</summary>
    public required string Person { get; init; }

    /// <summary>Who called.</summary>
    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>When, microseconds since 1970.</summary>
    public required long Declared { get; init; }

    /// <summary>Until when, microseconds since 1970.</summary>
    public required long Until { get; init; }
}
