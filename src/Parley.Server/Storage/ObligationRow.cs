namespace Parley.Server.Storage;

/// <summary>Something that the force owes, until it is done.</summary>
internal sealed record ObligationRow
{
    /// <summary>The kind of an agreement's review.</summary>
    public const string AgreementReview = "agreement-review";

    /// <summary>The kind of a notice that is to be confirmed.</summary>
    public const string Notice = "notice";

    /// <summary>The kind of a retention review.</summary>
    public const string RetentionReview = "retention-review";

    /// <summary>The kind of a person's task.</summary>
    public const string HumanTask = "task";

    /// <summary>Its key.</summary>
    public required long Id { get; init; }

    /// <summary>The rule of the workspace it comes of, or one of the kinds above.</summary>
    public required string Kind { get; init; }

    /// <summary>The exchange, notice, review or task it is of; for an agreement's review a hash of agreement and day.</summary>
    public required long Ref { get; init; }

    /// <summary>The agreement; or null.</summary>
    public string? Name { get; init; }

    /// <summary>A keyed hash of rule and matter; null for what stands of itself.</summary>
    public long? Subject { get; init; }

    /// <summary>The organisation that owes it.</summary>
    public required string Organisation { get; init; }

    /// <summary>The group that is to see to it.</summary>
    public required string Group { get; init; }

    /// <summary>When what it comes of happened, microseconds since 1970, as all times here.</summary>
    public required long Since { get; init; }

    /// <summary>When it was taken up.</summary>
    public required long Raised { get; init; }

    /// <summary>The working days that it was given; null where another date counts.</summary>
    public long? Days { get; init; }

    /// <summary>When it is due; null when that cannot be known: <see cref="Fault"/> says why.</summary>
    public long? Due { get; init; }

    /// <summary>Why its due time is not known.</summary>
    public string? Fault { get; init; }

    /// <summary>When it ended.</summary>
    public long? Ended { get; init; }

    /// <summary>How: 1 fulfilled by an event, 2 by hand; 3 not owed after all, by hand, 4 by an event; 0 while it has not ended.</summary>
    public long How { get; init; }

    /// <summary>Who ended it, or the exchange that did.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The exchange it comes of, or null.</summary>
    public long? Exchange { get; init; }

    /// <summary>The number of the key that its matter is sealed under; null for none.</summary>
    public long? Key { get; init; }

    /// <summary>The matter: the reference of the crime; null when there is none, or it has been erased.</summary>
    public string? Matter { get; init; }

    /// <summary>Why a person ended it.</summary>
    public string? Rationale { get; init; }

    /// <summary>Whether its time has passed, or cannot be known.</summary>
    public bool IsOverdue(long now) => Ended is null && (Due is null || Due < now);
}
