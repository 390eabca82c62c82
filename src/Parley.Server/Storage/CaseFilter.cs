namespace Parley.Server.Storage;

/// <summary>Which exceptions are asked of the store; null leaves a criterion out.</summary>
internal sealed record CaseFilter
{
    /// <summary>The systems that must act or whose message it is; null for all.</summary>
    public IReadOnlyCollection<string>? Within { get; init; }

    /// <summary>How it stands.</summary>
    public ExceptionStatus? Status { get; init; }

    /// <summary>The system that the message came from.</summary>
    public string? System { get; init; }

    /// <summary>The exception's code.</summary>
    public string? Code { get; init; }

    /// <summary>Whom it was given to; the empty text for nobody.</summary>
    public IReadOnlyCollection<string>? Assignees { get; init; }

    /// <summary>Only those given to nobody.</summary>
    public bool Unassigned { get; init; }

    /// <summary>Only keys below this one: lists run from new to old.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>Only what was opened at or after this moment, by the key it has; 0 for all.</summary>
    public long From { get; init; }

    /// <summary>Only what was resolved at or after this moment, microseconds since 1970; null for all.</summary>
    public long? ResolvedSince { get; init; }
}
