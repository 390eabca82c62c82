namespace Parley.Server.Storage;

/// <summary>A bundle of the repository, without its content: where it is from and by what it was read.</summary>
internal sealed record BundleRow
{
    /// <summary>The exchange that brought it.</summary>
    public required long Exchange { get; init; }

    /// <summary>When it became known here.</summary>
    public required long KnownAt { get; init; }

    /// <summary>The system it is from.</summary>
    public required string System { get; init; }

    /// <summary>The message type.</summary>
    public required string Type { get; init; }

    /// <summary>The number of the workspace version that it was read under.</summary>
    public required long Version { get; init; }

    /// <summary>The translation that read it; with the workspace's version it is known to the letter.</summary>
    public required string Translation { get; init; }

    /// <summary>The version of the dictionary.</summary>
    public required string Dictionary { get; init; }

    /// <summary>The first of its records' versions; the others follow it.</summary>
    public required long FirstVersion { get; init; }

    /// <summary>How many records it has.</summary>
    public required int Records { get; init; }

    /// <summary>The marking that the owner has given all of it since; null for none.</summary>
    public string? Marking { get; init; }
}
