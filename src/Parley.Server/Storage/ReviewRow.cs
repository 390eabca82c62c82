namespace Parley.Server.Storage;

/// <summary>A review of content that has come up, as it is stored: a person decides whether it is kept.</summary>
internal sealed record ReviewRow
{
    public required long Id { get; init; }

    public required long Exchange { get; init; }

    public required string Rule { get; init; }

    public required long Opened { get; init; }

    public required long Due { get; init; }

    public long? Decided { get; init; }

    /// <summary><c>keep</c> or <c>erase</c>; null until decided.</summary>
    public string? Decision { get; init; }

    public string? By { get; init; }

    public string? Reason { get; init; }

    /// <summary>When kept content comes up again.</summary>
    public long? NextDue { get; init; }
}
