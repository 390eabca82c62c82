namespace Parley.Engine.Sharing;

/// <summary>One permission of an agreement.</summary>
public sealed record GrantDefinition : SharingClause
{
    /// <summary>Attributes that the classes would permit and the grant does not.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>The highest marking, below the agreement's own; null for the agreement's.</summary>
    public string? HighestMarking { get; init; }
}
