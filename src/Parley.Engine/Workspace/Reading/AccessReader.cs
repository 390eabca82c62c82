using Parley.Engine.Sharing.Reading;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>access.yaml</c>; what it says of organisations and systems is checked against those that exist.</summary>
internal sealed class AccessReader(
    ReadContext context, IReadOnlyDictionary<string, OrganisationDefinition> organisations, IReadOnlyDictionary<string, SystemDefinition> systems)
{
    /// <summary>The file's path.</summary>
    public const string Path = "access.yaml";

    private static readonly TimeSpan s_longest = TimeSpan.FromHours(24);

    /// <summary>Reads the file; an installation without it lets in holders of keys alone.</summary>
    public AccessDefinition Read()
    {
        if (!context.TryUse(Path, out _) || context.Map(Path) is not { } map)
        {
            return AccessDefinition.None;
        }

        AccessNames names = new(organisations, systems);
        IReadOnlyDictionary<string, IReadOnlyList<string>> roles = Roles(map);
        TokenIssuerReader issuers = new(context, names);
        AccessDefinition access = new()
        {
            PublicUrl = PublicUrl(map),
            Provider = map.Map("identity-provider") is { } provider ? new IdentityProviderReader(context, names, roles).Read(provider) : null,
            Roles = roles,
            Issuers = [.. map.Maps("issuers").Select(issuers.Read).OfType<TokenIssuerDefinition>()],
            Certificates = new CertificateReader(context, names).Read(map),
            OnBehalf = new OnBehalfReader(names).Read(map),
            Rates = map.Map("rates") is { } rates ? RateReader.Read(rates, names) : new RateRules(),
            Applications = ApplicationRuleReader.Read(map),
            KnownSubjects = KnownEntityReader.Subjects(map),
            KnownResources = KnownEntityReader.Resources(map),
            Sessions = map.Map("sessions") is { } sessions ? Sessions(sessions) : new SessionRules(),
        };
        map.ReportUnknownKeys();
        AccessCheck.Check(access, map);
        return access;
    }

    private static Dictionary<string, IReadOnlyList<string>> Roles(YamlMap map)
    {
        Dictionary<string, IReadOnlyList<string>> roles = new(AccessDefinition.BuiltInRoles, StringComparer.Ordinal);
        YamlMap? given = map.Map("roles");
        foreach (YamlEntry entry in given?.Entries ?? [])
        {
            if (!YamlForms.IsName(entry.Key))
            {
                given!.Issues.Add(YamlIssues.Mistyped, $"'{entry.Key}' must be a name in kebab case such as duty-inspector", entry.KeyPosition);
            }

            roles[entry.Key] = Rights(given!, entry);
        }

        return roles;
    }

    private static IReadOnlyList<string> Rights(YamlMap map, YamlEntry entry)
    {
        IReadOnlyList<string> rights = map.Values(entry.Key, YamlForms.AnyText);
        foreach (string unknown in rights.Where(r => !AccessDefinition.KnownRights.Contains(r)))
        {
            entry.Value.Report(AccessIssues.UnknownRight, $"there is no right '{unknown}'{YamlForms.DidYouMean(unknown, AccessDefinition.KnownRights)}");
        }

        if (rights.Contains("operate") && (rights.Contains("see-content") || rights.Contains("ledger")))
        {
            entry.Value.Report(AccessIssues.WideRole, $"'{entry.Key}' operates the installation and also reads what passes through it");
        }

        return rights;
    }

    private static SessionRules Sessions(YamlMap map)
    {
        SessionRules standard = new();
        SessionRules rules = new()
        {
            Idle = map.Optional("idle", YamlForms.Duration, standard.Idle),
            Absolute = map.Optional("absolute", YamlForms.Duration, standard.Absolute),
        };
        if (rules.Idle > rules.Absolute || rules.Absolute > s_longest)
        {
            map.Report(AccessIssues.SessionLifetime, "a session cannot idle for longer than it lasts, and lasts a day at most");
        }

        map.ReportUnknownKeys();
        return rules;
    }

    private string? PublicUrl(YamlMap map)
    {
        map.Find("public-url");
        if (!map.Has("public-url") || ProtectedAddress.Read(context, map, "public-url") is not { } text || VariableText.Plausible(text) != text)
        {
            return null;
        }

        Uri url = new(text);
        if (url.PathAndQuery != "/")
        {
            map.Find("public-url")!.Report(YamlIssues.BadUrl, "'public-url' must have neither path nor query");
        }

        return url.GetLeftPart(UriPartial.Authority);
    }
}
