namespace Parley.Engine.Dictionary;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueForm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Text: a text, an identifier's canonical form, or a source's code that is not mapped.</summary>
    Text,

    /// <summary>An entry of a code list.</summary>
    Code,

    /// <summary>A date, possibly partial.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A moment in UTC.</summary>
    Instant,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A WGS84 point.</summary>
    Point,

    /// <summary>Several values.</summary>
    List,
}
