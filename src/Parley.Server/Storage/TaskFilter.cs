namespace Parley.Server.Storage;

/// <summary>Which tasks are asked for.</summary>
internal sealed record TaskFilter
{
    /// <summary>Only tasks for this organisation's people.</summary>
    public required string Organisation { get; init; }

    /// <summary>Only tasks of these groups, or of <see cref="Person"/>; null for all.</summary>
    public IReadOnlyCollection<string>? Groups { get; init; }

    /// <summary>The person whose own tasks are among them, as identity providers name it; or null.</summary>
    public string? Person { get; init; }

    /// <summary>Only what this actor has taken, or what is for <see cref="Person"/>; or null.</summary>
    public string? Mine { get; init; }

    /// <summary>Only tasks of this group; or null.</summary>
    public string? Group { get; init; }

    /// <summary>True for those that have ended, false for those that have not, null for both.</summary>
    public bool? Ended { get; init; }

    /// <summary>Only tasks due before this moment and not done; or null.</summary>
    public long? OverdueAt { get; init; }

    /// <summary>Only keys below this one.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>The most rows.</summary>
    public int Limit { get; init; } = 50;
}
