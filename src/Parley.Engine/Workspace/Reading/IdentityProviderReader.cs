using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>identity-provider</c> of <c>access.yaml</c>.</summary>
internal sealed class IdentityProviderReader(ReadContext context, AccessNames names, IReadOnlyDictionary<string, IReadOnlyList<string>> roles)
{
    /// <summary>Reads it; null when it has no issuer or client.</summary>
    public IdentityProviderDefinition? Read(YamlMap map)
    {
        string? issuer = ProtectedAddress.Read(context, map, "issuer");
        string? client = map.Required("client-id", YamlForms.Text);
        bool secret = map.TryGet("client-secret", YamlForms.Secret, out SecretReference reference);
        IReadOnlyList<string> scopes = map.Values("scopes", YamlForms.Text);
        IdentityProviderDefinition standard = new() { Issuer = "", ClientId = "" };
        YamlMap? claims = map.Map("claims");
        IdentityProviderDefinition provider = standard with
        {
            Issuer = issuer ?? "",
            ClientId = client ?? "",
            ClientSecret = secret ? reference : null,
            Scopes = scopes.Count == 0 ? standard.Scopes : scopes.Contains("openid") ? scopes : ["openid", .. scopes],
            Audience = map.TryGet("audience", YamlForms.Text, out string audience) ? audience : null,
            Algorithms = TokenIssuerReader.Algorithms(map),
            ClockSkew = TokenIssuerReader.Skew(map),
            PersonClaim = claims?.Optional("person", YamlForms.Text, standard.PersonClaim) ?? standard.PersonClaim,
            NameClaim = claims?.Optional("name", YamlForms.Text, standard.NameClaim) ?? standard.NameClaim,
            OrganisationClaim = claims?.Optional("organisation", YamlForms.Text, standard.OrganisationClaim) ?? standard.OrganisationClaim,
            RolesClaim = claims?.Optional("roles", YamlForms.Text, standard.RolesClaim) ?? standard.RolesClaim,
            Organisations = AccessNames.Map(map, "organisations", names.Organisation),
            RoleValues = AccessNames.Map(map, "roles", Role),
        };
        claims?.ReportUnknownKeys();
        map.ReportUnknownKeys();
        return issuer is null || client is null ? null : provider;
    }

    private bool Role(YamlNode node, string name)
    {
        if (!roles.ContainsKey(name))
        {
            node.Report(AccessIssues.UnknownRole, $"there is no role '{name}'{YamlForms.DidYouMean(name, roles.Keys)}");
        }

        return roles.ContainsKey(name);
    }
}
