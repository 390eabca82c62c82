using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>What an agreement forbids: it wins over the permission of any agreement between the same parties. Without attributes and classes the whole record.</summary>
public sealed record ProhibitionDefinition
{
    /// <summary>Record types by name.</summary>
    public required IReadOnlyList<string> Records { get; init; }

    /// <summary>Entity roles, one of which the record plays; null for any.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Categories of data subject, one of which the person is of; null for any.</summary>
    public IReadOnlyList<string>? Subjects { get; init; }

    /// <summary>A condition in jq, as in a grant; null for none.</summary>
    public string? Where { get; init; }

    /// <summary>Attributes by name.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Attributes by data class.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Why, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where it was read.</summary>
    public SourcePosition Position { get; init; }
}
