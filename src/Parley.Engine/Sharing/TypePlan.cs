namespace Parley.Engine.Sharing;

/// <summary>What one pair's agreements say of one record type. Immutable.</summary>
internal sealed class TypePlan
{
    public required TypeShape Shape { get; init; }

    /// <summary>The rules in the order they are asked.</summary>
    public required GrantRule[] Grants { get; init; }

    public required ProhibitionRule[] Prohibitions { get; init; }

    /// <summary>Protected attributes that some grant lists and no condition for sensitive processing carries.</summary>
    public required ulong[] Sensitive { get; init; }

    /// <summary>The grants one by one, for explanations.</summary>
    public required GrantSource[] Sources { get; init; }
}
