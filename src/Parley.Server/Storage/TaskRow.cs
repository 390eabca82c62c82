namespace Parley.Server.Storage;

/// <summary>A task for people.</summary>
internal sealed record TaskRow
{
    /// <summary>Its key.</summary>
    public required long Id { get; init; }

    /// <summary>What gave it: <c>process</c>, <c>api</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>By what name its origin knows it: no second task is made under it.</summary>
    public required string OriginKey { get; init; }

    /// <summary>The organisation whose people it is for.</summary>
    public required string Organisation { get; init; }

    /// <summary>The group, a role of that organisation's people.</summary>
    public required string Group { get; init; }

    /// <summary>The one person of the group it is for; null for any.</summary>
    public string? Person { get; init; }

    /// <summary>How it stands.</summary>
    public required HumanTaskStatus Status { get; init; }

    /// <summary>When it was given, microseconds since 1970, as all times here.</summary>
    public required long Created { get; init; }

    /// <summary>Who gave it, as the ledger names it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it is due; null when it is not due at any time.</summary>
    public long? Due { get; init; }

    /// <summary>When it was taken.</summary>
    public long? Claimed { get; init; }

    /// <summary>Who has taken it, as the ledger names it.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>When it ended.</summary>
    public long? Ended { get; init; }

    /// <summary>Who ended it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>How often its people were reminded.</summary>
    public long Reminded { get; init; }

    /// <summary>How often it went to another group because its time had passed.</summary>
    public long Escalated { get; init; }

    /// <summary>The reminders and escalations to come.</summary>
    public string Timers { get; init; } = "";

    /// <summary>When the first of them comes.</summary>
    public long? NextAt { get; init; }

    /// <summary>The exchange it concerns, or null.</summary>
    public long? Exchange { get; init; }

    /// <summary>The number of the key that its content is sealed under.</summary>
    public required long Key { get; init; }

    /// <summary>What is to be done, in words; null when the content has been erased.</summary>
    public string? Title { get; init; }

    /// <summary>The JSON Schema of the answer; null when none is asked for.</summary>
    public string? Form { get; init; }

    /// <summary>What whoever does it must know, as JSON; or null.</summary>
    public string? Data { get; init; }

    /// <summary>Why its people may use the data, a code of the list of purposes; or null.</summary>
    public string? Purpose { get; init; }

    /// <summary>The answer, as JSON; null while there is none.</summary>
    public string? Answer { get; init; }

    /// <summary>Why it was answered so, in the person's words; or null.</summary>
    public string? Rationale { get; init; }

    /// <summary>Whether it is not done yet.</summary>
    public bool IsRunning => Status is HumanTaskStatus.Open or HumanTaskStatus.Claimed;
}
