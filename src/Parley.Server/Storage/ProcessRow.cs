using Parley.Engine.Processes;

namespace Parley.Server.Storage;

/// <summary>An instance of a process, as it stands in the store.</summary>
internal sealed record ProcessRow
{
    public required long Id { get; init; }

    /// <summary>The definition it runs on, by its number.</summary>
    public required long Definition { get; init; }

    /// <summary>The definition's name.</summary>
    public required string Name { get; init; }

    public required ProcessStatus Status { get; init; }

    /// <summary>How much of what it asked for is still to be carried out.</summary>
    public required int Pending { get; init; }

    /// <summary>Microseconds since 1970.</summary>
    public required long Started { get; init; }

    /// <summary>When its last step was; microseconds since 1970.</summary>
    public required long Changed { get; init; }

    /// <summary>The instance that runs this one; null for none.</summary>
    public long? Parent { get; init; }

    /// <summary>The effect of the parent that this one answers; null when it does not wait.</summary>
    public string? ParentKey { get; init; }

    /// <summary>Why it was put aside; null when it was not.</summary>
    public string? Parked { get; init; }

    /// <summary>The number of the key that its content is sealed under.</summary>
    public required long Key { get; init; }

    /// <summary>When its content was erased, microseconds since 1970; null when it was not.</summary>
    public long? Erased { get; init; }

    /// <summary>Why it was; null when it was not.</summary>
    public string? ErasedWhy { get; init; }

    /// <summary>The instance that it runs again; null for none.</summary>
    public long? ReplayOf { get; init; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsEnded => Status is ProcessStatus.Cancelled or ProcessStatus.Faulted or ProcessStatus.Completed;

    /// <summary>Its content, opened; null when it was not asked for, or has been erased.</summary>
    public byte[]? Content { get; init; }
}
