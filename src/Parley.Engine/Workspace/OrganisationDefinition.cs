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

    /// <summary>The controller's contact for data protection.</summary>
    public string Contact { get; init; } = "";
}
