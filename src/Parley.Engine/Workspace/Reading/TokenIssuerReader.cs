using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads an entry of <c>issuers</c> of <c>access.yaml</c>.</summary>
internal sealed class TokenIssuerReader(ReadContext context, AccessNames names)
{
    private static readonly TimeSpan s_mostSkew = TimeSpan.FromMinutes(5);

    /// <summary>Reads one; null when it lacks its issuer or audience.</summary>
    public TokenIssuerDefinition? Read(YamlMap map)
    {
        string? issuer = ProtectedAddress.Read(context, map, "issuer");
        string? audience = map.Required("audience", YamlForms.Text);
        map.Find("keys");
        TokenIssuerDefinition definition = new()
        {
            Issuer = issuer ?? "",
            Audience = audience ?? "",
            KeysUrl = map.Has("keys") ? ProtectedAddress.Read(context, map, "keys") : null,
            Algorithms = Algorithms(map),
            ClockSkew = Skew(map),
            ClientClaim = map.Optional("client", YamlForms.Text, "client_id"),
            Systems = AccessNames.Map(map, "systems", names.System),
        };
        map.ReportUnknownKeys();
        return issuer is null || audience is null ? null : definition;
    }

    /// <summary>The algorithms that are taken.</summary>
    public static IReadOnlyList<string> Algorithms(YamlMap map)
    {
        IReadOnlyList<string> given = map.Values("algorithms", YamlForms.Text);
        foreach (string weak in given.Where(a => !TokenIssuerDefinition.AllAlgorithms.Contains(a)))
        {
            map.Find("algorithms")!.Report(AccessIssues.WeakAlgorithm, $"'{weak}' is not taken");
        }

        return given.Count == 0 ? TokenIssuerDefinition.UsualAlgorithms : given;
    }

    /// <summary>How far the clock may differ.</summary>
    public static TimeSpan Skew(YamlMap map)
    {
        TimeSpan skew = map.Optional("clock-skew", YamlForms.Duration, TokenIssuerDefinition.UsualClockSkew);
        if (skew > s_mostSkew)
        {
            map.Find("clock-skew")!.Report(YamlIssues.Mistyped, "'clock-skew' must be at most 5m");
        }

        return skew;
    }
}
