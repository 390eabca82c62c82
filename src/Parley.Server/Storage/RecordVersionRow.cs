namespace Parley.Server.Storage;

/// <summary>One row of a record's versions.</summary>
internal sealed record RecordVersionRow
{
    /// <summary>Its place in the order in which all records became known.</summary>
    public required long Id { get; init; }

    /// <summary>The record: a keyed hash of its system, type and key in the source.</summary>
    public required long Record { get; init; }

    /// <summary>Its number among the record's versions, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The row before it of the same record; null for the first.</summary>
    public long? Previous { get; init; }

    /// <summary>The exchange that brought it, or that the act was on.</summary>
    public required long Exchange { get; init; }

    /// <summary>Where in the exchange's bundle the record stands.</summary>
    public required int Place { get; init; }

    /// <summary>The record type.</summary>
    public required string Type { get; init; }

    /// <summary>What the row says.</summary>
    public VersionState State { get; init; }

    /// <summary>When it became known here.</summary>
    public required long KnownAt { get; init; }

    /// <summary>From when it is true, where the record says so.</summary>
    public long? ValidFrom { get; init; }

    /// <summary>Until when it is true, where the record says so.</summary>
    public long? ValidTo { get; init; }

    /// <summary>The marking.</summary>
    public string? Marking { get; init; }

    /// <summary>The owner's act that the row is of; null for a version that came in.</summary>
    public long? Act { get; init; }

    /// <summary>Writes the row.</summary>
    public void Insert(StoreSession session) => session.Execute(
        Statements.InsertRecordVersion,
        Id, Record, Number, Previous, Exchange, (long)Place, Type, (long)State, KnownAt, ValidFrom, ValidTo, Marking, Act);
}
