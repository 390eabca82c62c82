namespace Parley.Engine.Translation.Drafting;

/// <summary>What a group of fields says together.</summary>
internal enum DraftFieldKind
{
    /// <summary>One field, one value.</summary>
    Single,

    /// <summary>A date and a time.</summary>
    DateAndTime,

    /// <summary>Latitude and longitude.</summary>
    LatitudeLongitude,

    /// <summary>Easting and northing.</summary>
    EastingNorthing,

    /// <summary>Feet and inches.</summary>
    FeetAndInches,

    /// <summary>The lines of one text, numbered.</summary>
    Lines,
}

/// <summary>A field, or a few that belong together, to be matched with an attribute.</summary>
/// <param name="Kind">What they say together.</param>
/// <param name="Fields">The fields, in the order that the kind gives.</param>
/// <param name="Paths">Their paths from the record's place.</param>
/// <param name="Words">The words of the name.</param>
/// <param name="Context">The words of the objects around it, as far as they are no records.</param>
internal sealed record DraftField(
    DraftFieldKind Kind, IReadOnlyList<SourceField> Fields, IReadOnlyList<string> Paths, string[] Words, string[] Context)
{
    public SourceField First => Fields[0];

    public string Path => string.Join(" + ", Paths);

    /// <summary>True when the path leads through a list.</summary>
    public bool IsList => Paths[0].Contains("[]", StringComparison.Ordinal);
}
