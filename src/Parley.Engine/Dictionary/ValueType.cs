namespace Parley.Engine.Dictionary;

/// <summary>What an attribute's values are.</summary>
public enum ValueType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>An entry of a code list; text stands where a source's code is not mapped.</summary>
    Code,

    /// <summary>A calendar date, possibly partial (year, or year and month).</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A moment in time, kept in UTC.</summary>
    Instant,

    /// <summary>A decimal number, in the attribute's unit where it has one.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An identifier in its canonical form.</summary>
    Identifier,

    /// <summary>A place on the earth as WGS84 latitude and longitude.</summary>
    Point,
}
