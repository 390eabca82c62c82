namespace Parley.Engine.Workspace;

/// <summary>What <c>retention.yaml</c> says: how long content is kept, and how long recipients have to confirm notices.</summary>
public sealed record RetentionDefinition
{
    /// <summary>
    /// The groups of police information management as general practice has them, each ending in a review by a person, and six years where
    /// nothing says the group. General knowledge, not read in a primary source: an installation's information manager sets its own.
    /// </summary>
    public static RetentionDefinition Default { get; } = new()
    {
        Rules =
        [
            Mopi("mopi-1", "1", 10, 10, RetentionReset.Never),
            Mopi("mopi-2", "2", 10, 10, RetentionReset.Subject),
            Mopi("mopi-3", "3", 6, 5, RetentionReset.Subject),
            Mopi("mopi-4", "4", 6, 6, RetentionReset.Subject),
            Mopi("ungrouped", null, 6, 5, RetentionReset.Subject),
        ],
    };

    /// <summary>The rules, in the order in which they are tried.</summary>
    public required IReadOnlyList<RetentionRule> Rules { get; init; }

    /// <summary>How long recipients have to confirm.</summary>
    public NoticeTimes Notices { get; init; } = NoticeTimes.Default;

    private static RetentionRule Mopi(string id, string? group, int years, int again, RetentionReset reset) => new()
    {
        Id = id,
        Group = group,
        Period = new RetentionPeriod(12 * years, 0),
        Again = new RetentionPeriod(12 * again, 0),
        Reset = reset,
    };
}
