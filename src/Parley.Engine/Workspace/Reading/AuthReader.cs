using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>auth</c> of a delivery or a poll.</summary>
internal static class AuthReader
{
    /// <summary>Reads how to authenticate; null when there is no such key or it is faulty.</summary>
    public static AuthDefinition? Read(ReadContext context, YamlMap owner)
    {
        if (owner.Map("auth") is not { } map)
        {
            return null;
        }

        string? kind = Alternatives.One(map, "auth", "api-key", "oauth2", "mutual-tls");
        AuthDefinition? auth = kind is null || map.Map(kind) is not { } inner ? null : kind switch
        {
            "api-key" => ApiKey(inner),
            "oauth2" => OAuth2(context, inner),
            _ => MutualTls(context, inner),
        };
        map.ReportUnknownKeys();
        return auth;
    }

    private static ApiKeyAuth? ApiKey(YamlMap map)
    {
        string header = map.Optional("header", HeaderReader.HeaderName, "X-Api-Key");
        SecretReference? key = map.Required("key", YamlForms.Secret);
        string prefix = map.Optional("prefix", YamlForms.AnyText, "");
        map.ReportUnknownKeys();
        return key is null ? null : new ApiKeyAuth(header, key, prefix);
    }

    private static OAuth2Auth? OAuth2(ReadContext context, YamlMap map)
    {
        string? url = AddressReader.Url(context, map, "token-url", []);
        string? client = map.Required("client-id", YamlForms.Text);
        SecretReference? secret = map.Required("client-secret", YamlForms.Secret);
        string scope = map.Optional("scope", YamlForms.Text, "");
        map.ReportUnknownKeys();
        return url is null || client is null || secret is null ? null : new OAuth2Auth(url, client, secret, scope);
    }

    private static MutualTlsAuth? MutualTls(ReadContext context, YamlMap map)
    {
        string? certificate = PemFile(context, map.Require("certificate"), "certificate");
        SecretReference? key = map.Required("key", YamlForms.Secret);
        string? authority = PemFile(context, map.Find("authority"), "authority");
        map.ReportUnknownKeys();
        return certificate is null || key is null ? null : new MutualTlsAuth(certificate, key, authority);
    }

    private static string? PemFile(ReadContext context, YamlNode? node, string key) =>
        node is null ? null : AddressReader.WorkspacePath(context, node, key, "");
}
