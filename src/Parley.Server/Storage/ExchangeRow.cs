namespace Parley.Server.Storage;

/// <summary>An exchange as it is stored. Times in microseconds since 1970, UTC.</summary>
internal sealed record ExchangeRow
{
    public required long Id { get; init; }

    public required string System { get; init; }

    public required string Type { get; init; }

    /// <summary>How it came: <c>http</c>, <c>folder</c>, <c>poll</c>, <c>reply</c>, <c>correction</c>, <c>resend</c>, <c>load</c>.</summary>
    public required string Via { get; init; }

    public ExchangeStatus Status { get; set; }

    public required long Received { get; init; }

    /// <summary>When it was written to the store; set by the writer.</summary>
    public long Recorded { get; set; }

    /// <summary>How long the translation in took.</summary>
    public long ReadMicroseconds { get; set; }

    /// <summary>How long routing, decisions and the translations out took.</summary>
    public long WriteMicroseconds { get; set; }

    /// <summary>The workspace's version it ran under, by its number in the store.</summary>
    public required long Version { get; init; }

    /// <summary>The key of the body in the table of contents, or null when it is not kept.</summary>
    public long? Content { get; set; }

    public required int Size { get; init; }

    public required byte[] Sha256 { get; init; }

    /// <summary>The idempotency key its receipt stands for.</summary>
    public string? IdempotencyKey { get; set; }

    public string? MessageId { get; set; }

    public string? SubjectType { get; set; }

    public string? Reference { get; set; }

    /// <summary>The number of the key that its content is sealed under; null for one taken in before content was sealed.</summary>
    public long? Key { get; set; }

    /// <summary>The issues as a JSON array, or null for none.</summary>
    public string? Issues { get; set; }

    /// <summary>The exchange that all began with.</summary>
    public required long Correlation { get; init; }

    /// <summary>The exchange this one answers or replaces.</summary>
    public long? Cause { get; init; }

    /// <summary>The delivery of <see cref="Cause"/> this one answers.</summary>
    public int? CauseDelivery { get; init; }

    /// <summary>How many causes stand before it.</summary>
    public int Depth { get; init; }

    /// <summary>What a reply was completed with (<see cref="DeliveryRow.Facts"/> of the delivery it answers).</summary>
    public string? Completion { get; init; }
}
