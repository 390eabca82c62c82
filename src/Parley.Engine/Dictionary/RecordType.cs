using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Dictionary;

/// <summary>A type of record of the dictionary, with all its attributes. Immutable once read; compared by reference.</summary>
public sealed class RecordType
{
    private readonly Dictionary<string, AttributeDefinition> _byName;

    /// <summary>Makes a type with its attributes in order; their names are unique.</summary>
    public RecordType(string name, RecordKind kind, IReadOnlyList<AttributeDefinition> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        Name = name;
        Kind = kind;
        Attributes = attributes;
        _byName = attributes.ToDictionary(a => a.Name, StringComparer.Ordinal);
    }

    /// <summary>The name in PascalCase (<c>Person</c>, <c>Vehicle</c>, <c>Incident</c>).</summary>
    public string Name { get; }

    /// <summary>Which of the four kinds it is.</summary>
    public RecordKind Kind { get; }

    /// <summary>What it is, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>The source of the type: entity references of the minimum standard, or the standard that has it.</summary>
    public string Standard { get; init; } = "";

    /// <summary>The attributes that, together, name one record within its source (<c>reference</c>); may be empty.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>All attributes, in the dictionary's order.</summary>
    public IReadOnlyList<AttributeDefinition> Attributes { get; }

    /// <summary>True when it comes from the workspace and not from the built-in dictionary.</summary>
    public bool Local { get; init; }

    /// <summary>Finds an attribute by name.</summary>
    public bool TryGet(string attribute, [NotNullWhen(true)] out AttributeDefinition? definition) =>
        _byName.TryGetValue(attribute, out definition);

    /// <summary>Finds an attribute by name without making a string of it.</summary>
    public bool TryGet(ReadOnlySpan<char> attribute, [NotNullWhen(true)] out AttributeDefinition? definition) =>
        _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(attribute, out definition);

    /// <summary>The same type with other attributes.</summary>
    internal RecordType With(IReadOnlyList<AttributeDefinition> attributes) =>
        new(Name, Kind, attributes) { Description = Description, Standard = Standard, Key = Key, Local = Local };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
