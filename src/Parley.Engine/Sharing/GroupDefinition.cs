namespace Parley.Engine.Sharing;

/// <summary>A group of organisations by rule ("every force of England and Wales"). An empty condition is nobody; all conditions given must hold.</summary>
public sealed record GroupDefinition
{
    /// <summary>The identifier, in kebab case.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public string Title { get; init; } = "";

    /// <summary>Kinds of organisation; null when the rule does not ask.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Countries, ISO 3166 alpha-3; null when the rule does not ask.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Nations within a country (<c>england</c>, <c>wales</c>, <c>scotland</c>, <c>northern-ireland</c>); null when the rule does not ask.</summary>
    public IReadOnlyList<string>? Nations { get; init; }

    /// <summary>Organisations named one by one; they belong whatever the rule says.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Organisations that do not belong whatever the rule says.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}
