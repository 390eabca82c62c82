namespace Parley.Engine.Workspace;

/// <summary>An organisation: a police force, agency, national service or foreign partner; the legal controller of data.</summary>
public sealed record OrganisationDefinition
{
    /// <summary>The identifier, in kebab case.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary><c>force</c>, <c>agency</c>, <c>national-service</c>, <c>charity</c>, <c>foreign-partner</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>ISO 3166 alpha-3.</summary>
    public string Country { get; init; } = "GBR";

    /// <summary>The nation within the country (<c>england</c>, <c>wales</c>, <c>scotland</c>, <c>northern-ireland</c>), or null.</summary>
    public string? Nation { get; init; }

    /// <summary>The regime under which it processes: a code of <c>legal-regime</c>; law enforcement for forces, otherwise general, unless it says so.</summary>
    public string Regime { get; init; } = "general";

    /// <summary>The keys by which it signs agreements; none by default, and then it can sign nothing.</summary>
    public IReadOnlyList<OrganisationKey> Keys { get; init; } = [];

    /// <summary>The controller's contact for data protection.</summary>
    public string Contact { get; init; } = "";
}
