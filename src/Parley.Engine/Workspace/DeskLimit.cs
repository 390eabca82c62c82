namespace Parley.Engine.Workspace;

/// <summary>How urgent some exceptions are, and when each is due. Of several that fit, the first counts.</summary>
public sealed record DeskLimit
{
    /// <summary>The codes of the exceptions it is for; empty for all.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The systems whose messages it is for; empty for all.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>The record types that the messages are about; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary><c>error</c> or <c>warning</c>; null for both.</summary>
    public string? Severity { get; init; }

    /// <summary>How urgent they are.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>How long after it was opened an exception is due, by the clock; null where it is counted in working days.</summary>
    public TimeSpan? Due { get; init; }

    /// <summary>At the end of which working day after it was opened it is due; null where it is counted by the clock.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>Whether it is for an exception.</summary>
    /// <param name="code">The exception's code.</param>
    /// <param name="system">The system that the message came from.</param>
    /// <param name="type">The record type that the message is about; null when that is not known.</param>
    /// <param name="severity"><c>error</c> or <c>warning</c>.</param>
    public bool Fits(string code, string system, string? type, string severity) =>
        (Codes.Count == 0 || Codes.Contains(code, StringComparer.Ordinal))
        && (Systems.Count == 0 || Systems.Contains(system, StringComparer.Ordinal))
        && (Types.Count == 0 || (type is not null && Types.Contains(type, StringComparer.Ordinal)))
        && (Severity is null || Severity == severity);
}
