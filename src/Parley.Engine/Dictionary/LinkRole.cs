namespace Parley.Engine.Dictionary;

/// <summary>A typed relation between two records, read from the first to the second: a person is <c>victim-of</c> an event.</summary>
public sealed class LinkRole
{
    /// <summary>The name in kebab case, unique in the dictionary (<c>victim-of</c>).</summary>
    public required string Name { get; init; }

    /// <summary>The name read from the second record to the first (<c>has-victim</c>); empty when the relation is symmetric or unnamed.</summary>
    public string Inverse { get; init; } = "";

    /// <summary>What it means, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Names of the record types or kinds (<c>person</c>) that may stand first; empty means any.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Names of the record types or kinds that may stand second; empty means any.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>The entity role that a record standing first plays by this link (<c>victim</c>), or null.</summary>
    public string? Role { get; init; }

    /// <summary>The entity role that a record standing second plays by this link (<c>residential-address</c>), or null.</summary>
    public string? ToRole { get; init; }

    /// <summary>The source of the role (a link reason of a standard).</summary>
    public string Standard { get; init; } = "";

    /// <summary>True when it comes from the workspace and not from the built-in dictionary.</summary>
    public bool Local { get; init; }

    /// <summary>Whether a record of this type may stand first.</summary>
    public bool AllowsFrom(RecordType type) => Allows(From, type);

    /// <summary>Whether a record of this type may stand second.</summary>
    public bool AllowsTo(RecordType type) => Allows(To, type);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static bool Allows(IReadOnlyList<string> names, RecordType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return names.Count == 0
            || names.Contains(type.Name, StringComparer.Ordinal)
            || names.Contains(type.Kind.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
