namespace Parley.Engine.Evidence;

/// <summary>
/// One use of data, as Data Protection Act 2018 s.62 asks it to be logged: what was done, when, by whom, for whom, why, under which agreement.
/// Identifiers and hashes only, never content.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>What was done.</summary>
    public required LedgerAction Action { get; init; }

    /// <summary>When, microseconds since 1970 in UTC.</summary>
    public required long At { get; init; }

    /// <summary>Who acted: a system, a person or the platform (<c>system:beacon</c>, <c>person:0f3a…</c>, <c>platform</c>).</summary>
    public required string Actor { get; init; }

    /// <summary>On whose behalf the actor acted, or null.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The organisation of the actor; empty for one that has none.</summary>
    public required string Organisation { get; init; }

    /// <summary>The organisation that receives, for a disclosure; otherwise null.</summary>
    public string? Recipient { get; init; }

    /// <summary>The system that receives, or null.</summary>
    public string? RecipientSystem { get; init; }

    /// <summary>The purpose, a code of the list of purposes; or null where the action has none.</summary>
    public string? Purpose { get; init; }

    /// <summary>The reason given in words; null where none is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The agreements it rests on, each as <c>id@first 16 hexadecimal digits of its hash</c>.</summary>
    public IReadOnlyList<string> Agreements { get; init; } = [];

    /// <summary>The exchange it belongs to (public identifier), or null.</summary>
    public string? Exchange { get; init; }

    /// <summary>The delivery it belongs to (public identifier), or null.</summary>
    public string? Delivery { get; init; }

    /// <summary>SHA-256 of the bytes that were collected or disclosed, or null.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The bytes themselves, for whoever writes the entry to hash; empty when <see cref="Content"/> says all. They are never written.</summary>
    public ReadOnlyMemory<byte> Unhashed { get; init; }

    /// <summary>The subjects it concerns, each as a keyed hash of source, record type and key, so that a subject can be searched and not guessed.</summary>
    public IReadOnlyList<ulong> Subjects { get; init; } = [];

    /// <summary>How many attributes were withheld.</summary>
    public int Withheld { get; init; }

    /// <summary>The issue code or short word that says what became of it (<c>SHR010</c>, <c>delivered</c>), or null.</summary>
    public string? Outcome { get; init; }
}
