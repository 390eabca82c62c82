namespace Parley.Server.Storage;

/// <summary>An act of the owner on an exchange, as it is stored. Times in microseconds since 1970, UTC.</summary>
internal sealed record ActRow
{
    public required long Id { get; init; }

    public required long Exchange { get; init; }

    /// <summary><c>correct</c>, <c>regrade</c>, <c>withdraw</c> or <c>erase</c>.</summary>
    public required string Action { get; init; }

    public required long At { get; init; }

    /// <summary>Who acted, as the ledger names it.</summary>
    public required string By { get; init; }

    /// <summary>For which organisation.</summary>
    public required string Organisation { get; init; }

    public required string Reason { get; init; }

    /// <summary>The new marking of a re-grading.</summary>
    public string? Marking { get; init; }

    /// <summary>The exchange that a correction put in its place.</summary>
    public long? Replacement { get; init; }

    /// <summary>What the act was part of: <c>agreement:ID</c>, <c>retention:RULE</c>, <c>act:ID</c>; null for one of its own.</summary>
    public string? Origin { get; init; }

    /// <summary>When all of its effects were complete; null until then.</summary>
    public long? Done { get; init; }

    /// <summary>The hashes of whom it concerns, for the ledger; not stored, since deliveries and ledger have them.</summary>
    public IReadOnlyList<ulong> Subjects { get; init; } = [];

    /// <summary>Writes it.</summary>
    public void Insert(StoreSession session) => session.Execute(
        Statements.InsertAct, Id, Exchange, Action, At, By, Organisation, Reason, Marking, Replacement, Origin, Done);
}
