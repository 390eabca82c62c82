namespace Parley.Server.Storage;

/// <summary>A legal hold as it is stored.</summary>
internal sealed record HoldRow
{
    public required long Id { get; init; }

    /// <summary><c>exchange</c>, <c>subject</c> or <c>reference</c>.</summary>
    public required string Kind { get; init; }

    public long? Exchange { get; init; }

    /// <summary>The record type of a subject.</summary>
    public string? Type { get; init; }

    /// <summary>The keyed hash of the reference.</summary>
    public long? Hash { get; init; }

    /// <summary>The number of the key that the reference is sealed under.</summary>
    public long? Key { get; init; }

    /// <summary>The reference; null for a hold on an exchange, and once the hold has ended.</summary>
    public string? Reference { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }

    public required long Placed { get; init; }

    public long? Ended { get; init; }

    public string? EndedBy { get; init; }

    public string? EndedReason { get; init; }

    /// <summary>Whether it keeps an exchange.</summary>
    /// <param name="exchange">Its key.</param>
    /// <param name="type">Its subject's type.</param>
    /// <param name="reference">The keyed hash of its reference.</param>
    public bool Keeps(long exchange, string? type, long? reference) => Kind switch
    {
        "exchange" => Exchange == exchange,
        "subject" => Hash == reference && reference is not null && string.Equals(Type, type, StringComparison.Ordinal),
        _ => Hash == reference && reference is not null,
    };
}
