namespace Parley.Engine.Dictionary;

/// <summary>
/// An entity of the minimum POLE standard: a record type in a named role with its minimum completeness rule
/// (<c>P_004 Victim</c> is a Person in the role victim). The 44 entities are 44 of these.
/// </summary>
public sealed class EntityRole
{
    /// <summary>The entity's reference in the standard (<c>P_004</c>); empty for entities beyond the standard.</summary>
    public required string Reference { get; init; }

    /// <summary>The name in kebab case, unique in the dictionary (<c>victim</c>, <c>suspect-known</c>).</summary>
    public required string Name { get; init; }

    /// <summary>The entity's title in English.</summary>
    public required string Title { get; init; }

    /// <summary>The record type that plays the role.</summary>
    public required RecordType Type { get; init; }

    /// <summary>True when a record of the type plays this role unless the message or a link says another (every Telephone is O_003).</summary>
    public bool IsDefault { get; init; }

    /// <summary>What must be there for a record in this role to be complete; all must hold.</summary>
    public IReadOnlyList<CompletenessRule> Completeness { get; init; } = [];

    /// <summary>The same role over another edition of its type.</summary>
    internal EntityRole With(RecordType type) =>
        new() { Reference = Reference, Name = Name, Title = Title, Type = type, IsDefault = IsDefault, Completeness = Completeness };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
