using System.Security.Cryptography;

namespace Parley.Server.Storage;

/// <summary>An object as it is stored, without its bytes. Times in microseconds since 1970, UTC.</summary>
internal sealed record MediaRow
{
    /// <summary>Its key.</summary>
    public required long Id { get; init; }

    /// <summary>The system that uploaded it: its owner.</summary>
    public required string System { get; init; }

    /// <summary>How it stands.</summary>
    public required MediaState State { get; init; }

    /// <summary>When the upload began.</summary>
    public required long Created { get; init; }

    /// <summary>Who began it, as the ledger names callers.</summary>
    public required string By { get; init; }

    /// <summary>Its declared media type.</summary>
    public required string Type { get; init; }

    /// <summary>Its size in bytes, as announced.</summary>
    public required long Size { get; init; }

    /// <summary>How many bytes are durable.</summary>
    public long Received { get; init; }

    /// <summary>When it is to be looked at again: an unfinished upload expires then.</summary>
    public required long Due { get; init; }

    /// <summary>The record it was attached to when it was uploaded; null for none.</summary>
    public long? Record { get; init; }

    /// <summary>The number of the key that it is sealed under.</summary>
    public required long Key { get; init; }

    /// <summary>What the sender said of it, as it was said (<c>Upload-Metadata</c>); null once it is erased.</summary>
    public string? Metadata { get; init; }

    /// <summary>What was received after the last whole chunk, sealed; null when nothing.</summary>
    public byte[]? Tail { get; init; }

    /// <summary>The SHA-256 of its bytes; null until all have come in.</summary>
    public byte[]? Sha256 { get; init; }

    /// <summary>When all of it was durable.</summary>
    public long? Completed { get; init; }

    /// <summary>When it was scanned.</summary>
    public long? Scanned { get; init; }

    /// <summary>What became of it, in a word or as the scanner says it.</summary>
    public string? Verdict { get; init; }

    /// <summary>When nothing of it was left; null while there is, or an end was cut short.</summary>
    public long? Ended { get; init; }

    /// <summary>Whether all of its bytes are there.</summary>
    public bool IsWhole => State is MediaState.Waiting or MediaState.Available or MediaState.Quarantined;

    /// <summary>Seals what the sender said of an object.</summary>
    public static byte[] Seal(ContentKey key, string metadata)
    {
        using AesGcm cipher = key.Cipher();
        return SealedFields.Seal(key, cipher, SealedPlace.Media, metadata)!;
    }
}
