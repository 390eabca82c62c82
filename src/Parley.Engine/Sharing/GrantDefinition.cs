using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>
/// One permission of an agreement: these attributes of records of these types in these roles, under this condition. All conditions must hold;
/// an empty list is nobody and nothing, never everybody and everything. A list that is null was not written, and asks nothing.
/// </summary>
public sealed record GrantDefinition
{
    /// <summary>Record types by name.</summary>
    public required IReadOnlyList<string> Records { get; init; }

    /// <summary>Entity roles (<c>victim</c>) that the record must play, one of them; null for any.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Categories of data subject (DPA 2018 s.38(3)) that a person must be of, one of them; null for any.</summary>
    public IReadOnlyList<string>? Subjects { get; init; }

    /// <summary>A condition in jq over the record (<c>.attribute</c>) and its links (<c>.links[]</c> with role, direction, type and record); null for none.</summary>
    public string? Where { get; init; }

    /// <summary>Attributes by name.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Attributes by data class.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Attributes that the classes would permit and the grant does not.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>The highest marking, below the agreement's own; null for the agreement's.</summary>
    public string? HighestMarking { get; init; }

    /// <summary>Where it was read.</summary>
    public SourcePosition Position { get; init; }
}
