using Parley.Engine.Dictionary;
using Parley.Engine.Identities;
using Parley.Server.Repository;

namespace Parley.Server.Identities;

/// <summary>A version of a record as one asker may see it.</summary>
/// <param name="Name">The record.</param>
/// <param name="Bundle">What may be seen of the bundle that brought it.</param>
/// <param name="Place">Its place among the permitted records.</param>
/// <param name="ValidFrom">From when it says that it is true, microseconds since 1970; null where it does not say.</param>
/// <param name="ValidTo">Until when.</param>
internal sealed record SeenRecord(long Name, VisibleBundle Bundle, int Place, long? ValidFrom, long? ValidTo)
{
    /// <summary>What may be seen of it.</summary>
    public Record Record => Bundle.Permitted.Records[Place];

    /// <summary>Whether all of it may be seen.</summary>
    public bool IsWhole => ReferenceEquals(Record, Whole);

    /// <summary>Whether all may be seen that weights of persons rest on.</summary>
    public bool IsWholePerson =>
        Record.Type.Name == PersonColumns.Type && (IsWhole || PersonColumns.Of(Bundle.Permitted, Place).SequenceEqual(PersonColumns.Of(Bundle.Stored.Content, Bundle.Stored.PlaceOf(Name))));

    /// <summary>The system it is from.</summary>
    public string System => Bundle.Stored.Row.System;

    /// <summary>When it became known, microseconds since 1970.</summary>
    public long KnownAt => Bundle.Stored.Row.KnownAt;

    /// <summary>The exchange that brought it.</summary>
    public long Exchange => Bundle.Stored.Row.Exchange;

    private Record Whole => Bundle.Stored.Content.Records[Bundle.Stored.PlaceOf(Name)];
}
