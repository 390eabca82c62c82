namespace Parley.Engine.Workspace;

/// <summary>The OpenID provider at which people sign in, and what its claims mean here.</summary>
public sealed record IdentityProviderDefinition
{
    /// <summary>The issuer identifier, exactly as tokens carry it; discovery starts there.</summary>
    public required string Issuer { get; init; }

    /// <summary>The name by which the provider knows Parley.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where the client's secret is; null for a public client, which PKCE alone protects.</summary>
    public SecretReference? ClientSecret { get; init; }

    /// <summary>What is asked for; <c>openid</c> is among them.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];

    /// <summary>The audience of access tokens with which people call the API; null when tokens of people are not taken.</summary>
    public string? Audience { get; init; }

    /// <summary>The signature algorithms that are taken (RFC 7518 section 3.1); never a symmetric one and never <c>none</c>.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = TokenIssuerDefinition.UsualAlgorithms;

    /// <summary>How far the provider's clock may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TokenIssuerDefinition.UsualClockSkew;

    /// <summary>The claim that names the person for good.</summary>
    public string PersonClaim { get; init; } = "sub";

    /// <summary>The claim with the name that people use.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>The claim that names the person's organisation.</summary>
    public string OrganisationClaim { get; init; } = "organisation";

    /// <summary>The claim that lists the person's roles.</summary>
    public string RolesClaim { get; init; } = "roles";

    /// <summary>What values of the organisation's claim mean; a value that is not here means nothing, unless none is here and it is an organisation's identifier.</summary>
    public IReadOnlyDictionary<string, string> Organisations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What values of the roles' claim mean; a value that is not here means nothing, unless none is here and it is a role's name.</summary>
    public IReadOnlyDictionary<string, string> RoleValues { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
