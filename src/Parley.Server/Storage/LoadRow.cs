namespace Parley.Server.Storage;

/// <summary>A load of history as it is stored. Times in microseconds since 1970, UTC.</summary>
internal sealed record LoadRow
{
    public required long Id { get; init; }

    /// <summary>The system whose history it is.</summary>
    public required string System { get; init; }

    /// <summary>The message type of its lines.</summary>
    public required string Type { get; init; }

    /// <summary>The file's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The file's name in the system's load folder; null for one that was sent.</summary>
    public string? File { get; init; }

    /// <summary>The owner's purpose, which the ledger keeps with each line.</summary>
    public required string Purpose { get; init; }

    /// <summary>Who asked for it, as the ledger names callers.</summary>
    public required string Actor { get; init; }

    public LoadState State { get; init; }

    /// <summary>The file's size in bytes; null until it is whole.</summary>
    public long? Size { get; init; }

    /// <summary>The file's SHA-256; null until it is whole.</summary>
    public byte[]? Sha256 { get; init; }

    /// <summary>The number of the key that a file which was sent is sealed under; null for one in a folder.</summary>
    public long? Key { get; init; }

    /// <summary>How many messages of the file have been dealt with for certain, from the first.</summary>
    public long Position { get; init; }

    /// <summary>The line on which the last of them begins.</summary>
    public long Line { get; init; }

    /// <summary>How many were taken, mended ones among them.</summary>
    public long Taken { get; init; }

    /// <summary>How many of those taken had faults that their type's policy lets pass.</summary>
    public long Flawed { get; init; }

    /// <summary>How many were there before.</summary>
    public long Repeated { get; init; }

    /// <summary>How many were refused.</summary>
    public long Refused { get; init; }

    /// <summary>How many of the refused have been mended since.</summary>
    public long Mended { get; init; }

    /// <summary>How many may be refused before the load stops.</summary>
    public required long MostRefused { get; init; }

    public required long Begun { get; init; }

    public required long Changed { get; init; }

    public long? Ended { get; init; }

    /// <summary>Why it failed: a code and a sentence.</summary>
    public string? Error { get; init; }
}
