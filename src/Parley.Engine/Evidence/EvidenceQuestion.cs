namespace Parley.Engine.Evidence;

/// <summary>What an evidence pack answers: all entries of one exchange, of one subject, or of a period.</summary>
public sealed record EvidenceQuestion
{
    /// <summary>The exchange, or null.</summary>
    public string? Exchange { get; init; }

    /// <summary>The subject's keyed hash, or null.</summary>
    public ulong? Subject { get; init; }

    /// <summary>The period's begin, microseconds since 1970, or null.</summary>
    public long? From { get; init; }

    /// <summary>The period's end (not part of it), microseconds since 1970, or null.</summary>
    public long? To { get; init; }

    /// <summary>Whether an entry belongs to the answer.</summary>
    public bool Asks(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Exchange is null || entry.Exchange == Exchange)
            && (Subject is not ulong subject || entry.Subjects.Contains(subject))
            && (From is not long from || entry.At >= from)
            && (To is not long to || entry.At < to);
    }
}
