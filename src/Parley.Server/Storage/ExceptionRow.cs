using System.Security.Cryptography;

namespace Parley.Server.Storage;

/// <summary>An exception as it is stored: a message that a person must look at.</summary>
internal sealed record ExceptionRow
{
    public required long Id { get; init; }

    public required long Exchange { get; init; }

    /// <summary>The delivery that failed, or null when the message itself is at fault.</summary>
    public int? N { get; init; }

    public required long Opened { get; init; }

    /// <summary><c>error</c> when something is kept back, <c>warning</c> when the rest went on.</summary>
    public required string Severity { get; init; }

    public ExceptionStatus Status { get; init; }

    /// <summary>The system that the message came from.</summary>
    public required string Source { get; init; }

    /// <summary>The system whose owner must act.</summary>
    public required string Owner { get; init; }

    /// <summary>That system's organisation.</summary>
    public required string Organisation { get; init; }

    public required string Code { get; init; }

    public required string What { get; init; }

    public required string Why { get; init; }

    public required string Remedy { get; init; }

    public string? Issues { get; init; }

    public long? Resolved { get; init; }

    public string? ResolvedBy { get; init; }

    public string? Reason { get; init; }

    public long? Replacement { get; init; }

    /// <summary>What it quotes, sealed; null before that, and for a message whose content is not sealed.</summary>
    public byte[]? Sealed { get; private set; }

    /// <summary>Seals what it quotes of the message.</summary>
    public void Seal(ContentKey key, AesGcm cipher) => Sealed ??= SealedFields.Seal(key, cipher, SealedPlace.Exception, Why, Issues);

    /// <summary>Leaves out what it quotes: the message has been erased.</summary>
    public void Withhold() => Sealed = [];

    /// <summary>The number of the key that it is sealed under, or null.</summary>
    public long? Key { get; init; }

    /// <summary>Writes it.</summary>
    public void Insert(StoreSession session)
    {
        bool plain = Sealed is null;
        session.Execute(
            Statements.InsertException,
            Id, Exchange, (long?)N, Opened, Severity, Source, Owner, Organisation, Code, What, plain ? Why : "", Remedy, plain ? Issues : null, Sealed);
    }
}
