namespace Parley.Server.Storage;

/// <summary>A finding about the quality of a record, as it is stored: what is wrong where, never what the record says.</summary>
internal sealed record FindingRow
{
    public required long Id { get; init; }

    /// <summary>The issue code.</summary>
    public required string Code { get; init; }

    /// <summary><c>incomplete</c>, <c>invalid</c>, <c>unmapped</c>, <c>stale</c>, <c>duplicate</c> or <c>conflict</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whose task it is: <c>source</c>, <c>platform</c> or <c>recipient</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The system whose record it is.</summary>
    public required string System { get; init; }

    /// <summary>The record type.</summary>
    public required string Type { get; init; }

    /// <summary>The record's name.</summary>
    public required long Record { get; init; }

    /// <summary>The attribute, or the rule that does not hold; empty for the record as a whole.</summary>
    public required string Attribute { get; init; }

    /// <summary>The other record, for a duplicate or a conflict.</summary>
    public long? Other { get; init; }

    /// <summary>The system of the other record.</summary>
    public string? OtherSystem { get; init; }

    /// <summary>Whether the other record is another organisation's: then neither it nor the attribute is said unless a decision permits it to who asks.</summary>
    public bool Across { get; init; }

    /// <summary>The exchange that brought the version.</summary>
    public required long Exchange { get; init; }

    public required long Opened { get; init; }

    public long? Closed { get; init; }

    /// <summary>The name of the attribute, without a place within it.</summary>
    public string AttributeName => Attribute.AsSpan().IndexOfAny("[. ") is int end and >= 0 ? Attribute[..end] : Attribute;

    /// <summary>Whether another says the same of the same record.</summary>
    public bool IsSame(FindingRow other) =>
        Code == other.Code && Attribute == other.Attribute && Other == other.Other && Record == other.Record && Task == other.Task && Across == other.Across;
}
