namespace Parley.Server.Identities;

/// <summary>All that an asker may see of an identity, in one piece.</summary>
internal sealed record SingleView
{
    public required FoundIdentity Identity { get; init; }

    /// <summary>The name it is best known by.</summary>
    public required string Name { get; init; }

    /// <summary>Warning markers: what must be read first.</summary>
    public required IReadOnlyList<ViewedThing> Warnings { get; init; }

    /// <summary>Bail, remand and orders in which it stands.</summary>
    public required IReadOnlyList<ViewedThing> Restrictions { get; init; }

    /// <summary>Warnings that its records say by an attribute of their own.</summary>
    public required IReadOnlyList<ViewedSign> WarningSigns { get; init; }

    /// <summary>Restrictions that its records say by an attribute of their own.</summary>
    public required IReadOnlyList<ViewedSign> RestrictionSigns { get; init; }

    /// <summary>The markings of its records, each once.</summary>
    public required IReadOnlyList<string> Markings { get; init; }

    public required IReadOnlyList<ViewedAttribute> Attributes { get; init; }

    /// <summary>Other names it goes by.</summary>
    public required IReadOnlyList<ViewedValue> Aliases { get; init; }

    /// <summary>Places by role, from the newest to the oldest.</summary>
    public required IReadOnlyList<ViewedThing> Addresses { get; init; }

    public required IReadOnlyList<ViewedThing> Vehicles { get; init; }

    /// <summary>Other things: telephones, documents, weapons.</summary>
    public required IReadOnlyList<ViewedThing> Things { get; init; }

    /// <summary>People and organisations, with the kind of link.</summary>
    public required IReadOnlyList<ViewedThing> Associates { get; init; }

    /// <summary>Events, the newest first; those without a time last.</summary>
    public required IReadOnlyList<ViewedThing> Events { get; init; }

    /// <summary>Pictures, recordings and documents, the newest first.</summary>
    public IReadOnlyList<ViewedMedia> Media { get; init; } = [];
}
