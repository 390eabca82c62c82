using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Checks what only the whole of <c>access.yaml</c> shows: proofs that could be taken for each other.</summary>
internal static class AccessCheck
{
    /// <summary>Checks and reports.</summary>
    public static void Check(AccessDefinition access, YamlMap map)
    {
        Audiences(access, map);
        Issuers(access, map);
        Tokens(access, map);
    }

    // An identity token has the client's identifier as its audience: were that the audience of access tokens too, one would pass for the other.
    private static void Audiences(AccessDefinition access, YamlMap map)
    {
        if (access.Provider is not { Audience: string audience } provider)
        {
            return;
        }

        if (audience == provider.ClientId || access.Issuers.Any(i => i.Issuer == provider.Issuer && i.Audience == audience))
        {
            map.Find("identity-provider")!.Report(AccessIssues.SharedAudience, $"'{audience}' is the audience of tokens of another kind too");
        }
    }

    private static void Issuers(AccessDefinition access, YamlMap map)
    {
        HashSet<(string, string)> seen = [];
        foreach (TokenIssuerDefinition issuer in access.Issuers.Where(i => !seen.Add((i.Issuer, i.Audience))))
        {
            map.Find("issuers")!.Report(AccessIssues.SharedProof, $"the issuer {issuer.Issuer} stands here twice for the audience '{issuer.Audience}'");
        }
    }

    private static void Tokens(AccessDefinition access, YamlMap map)
    {
        foreach ((string system, OnBehalfDefinition _) in access.OnBehalf.Where(o => o.Value.ByToken && !access.Issuers.Any(i => i.Systems.Values.Contains(o.Key))))
        {
            map.Find("on-behalf")!.Report(AccessIssues.OnBehalf, $"'{system}' is a client of no issuer, so no token can name its officers");
        }

        if (access.OnBehalf.Values.Any(o => o.ByToken) && access.Provider is null)
        {
            map.Find("on-behalf")!.Report(AccessIssues.OnBehalf, "the claims of identity-provider say what tokens mean, and there is none");
        }
    }
}
