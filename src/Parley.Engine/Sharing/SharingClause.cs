using Parley.Engine.Dictionary;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>
/// One clause of an agreement: which attributes of records of which types, in which roles, under which condition. All conditions must hold; an empty list is nobody and
/// nothing, never everybody and everything. A list that is null was not written, and asks nothing.
/// </summary>
public abstract record SharingClause
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

    /// <summary>Where it was read.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>Whether it is about records of a type.</summary>
    public bool IsAbout(RecordType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Records.Contains(type.Name, StringComparer.Ordinal);
    }
}
