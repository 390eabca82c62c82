namespace Parley.Engine.Sharing;

/// <summary>Who wants to disclose to whom, and why: what a decision is asked about, beside the records themselves.</summary>
public sealed record SharingRequest
{
    /// <summary>The organisation whose data it is: that of the source system.</summary>
    public required string From { get; init; }

    /// <summary>The organisation that would get it.</summary>
    public required string To { get; init; }

    /// <summary>The recipient's system; null when a person asks.</summary>
    public string? System { get; init; }

    /// <summary>The person who asks or on whose behalf a system asks; null for none.</summary>
    public string? Person { get; init; }

    /// <summary>The person's roles, by the names the workspace gives them.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>A code of the list of purposes.</summary>
    public required string Purpose { get; init; }

    /// <summary>The reason in words; null when none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the message type that would be written is one of a published standard (asked for at the international level).</summary>
    public bool StandardFormat { get; init; }

    /// <summary>The day of the disclosure, in the zone by whose days agreements begin and end.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>True when it is asked for another moment than now: what is worked out for it is not kept in place of what disclosures need.</summary>
    public bool Supposed { get; init; }

    /// <summary>The emergency under which it is asked for without an agreement, or null.</summary>
    public string? Emergency { get; init; }
}
