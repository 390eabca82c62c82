using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Processes.Reading;

/// <summary>Reads how a call authenticates.</summary>
internal sealed class AuthenticationReader(TemplateReader templates)
{
    private static readonly string[] s_schemes = ["basic", "bearer", "oauth2", "digest", "oidc", "certificate"];

    private static readonly string[] s_secret = ["password", "token", "secret", "assertion"];

    public AuthenticationTemplate? Read(YamlMap map, Scope scope)
    {
        string[] given = [.. s_schemes.Where(s => map.Find(s) is not null)];
        map.ReportUnknownKeys();
        if (given.Length != 1)
        {
            map.Report(ProcessIssues.NoOneTask, $"exactly one of basic, bearer and oauth2 must say how to authenticate");
            return null;
        }

        YamlNode node = map.Find(given[0])!;
        if (given[0] is "digest" or "oidc" or "certificate")
        {
            node.Report(ProcessIssues.NotSupported, $"'{given[0]}' is not supported; use basic, bearer or oauth2 with client credentials");
            return null;
        }

        return node.AsMap(given[0]) is not { } members ? null
            : members.Has("use") ? FromSecret(given[0], members)
            : Written(given[0], members, scope);
    }

    private AuthenticationTemplate? FromSecret(string scheme, YamlMap members)
    {
        YamlNode node = members.Find("use")!;
        members.ReportUnknownKeys();
        if (!node.TryAs(YamlForms.Text, "use", out string secret))
        {
            return null;
        }

        if (!templates.Secrets.Contains(secret, StringComparer.Ordinal))
        {
            node.Report(ProcessIssues.NotDefined, $"there is no secret '{secret}' under use.secrets{YamlForms.DidYouMean(secret, templates.Secrets)}");
        }

        return new AuthenticationTemplate(scheme, null, secret);
    }

    private AuthenticationTemplate Written(string scheme, YamlMap members, Scope scope)
    {
        switch (scheme)
        {
            case "basic":
                members.Require("username");
                members.Require("password");
                break;
            case "bearer":
                members.Require("token");
                break;
            default:
                OAuth2(members);
                break;
        }

        members.ReportUnknownKeys();
        WarnOfSecrets(members);
        return new AuthenticationTemplate(scheme, templates.Value(members, scope.Names(Arguments.Task)), null);
    }

    private static void OAuth2(YamlMap members)
    {
        members.Require("authority");
        YamlNode? grant = members.Require("grant");
        if (grant is YamlScalar { Text: not "client_credentials" } other)
        {
            other.Report(ProcessIssues.NotSupported, $"the grant '{other.Text}' is not supported; use client_credentials");
        }

        YamlMap? client = members.RequiredMap("client");
        client?.Require("id");
        client?.Require("secret");
        if (client?.Find("authentication") is YamlScalar { Text: not ("client_secret_post" or "client_secret_basic") } method)
        {
            method.Report(ProcessIssues.NotSupported, $"'{method.Text}' is not supported; use client_secret_post or client_secret_basic");
        }

        client?.ReportUnknownKeys();
        YamlMap? endpoints = members.Map("endpoints");
        endpoints?.Find("token");
        endpoints?.Find("revocation");
        endpoints?.Find("introspection");
        endpoints?.ReportUnknownKeys();
        members.List("scopes");
        members.List("audiences");
        members.List("issuers");
    }

    private static void WarnOfSecrets(YamlMap map)
    {
        foreach (YamlEntry entry in map.Entries)
        {
            if (entry.Value is YamlMap inner)
            {
                WarnOfSecrets(inner);
            }
            else if (s_secret.Contains(entry.Key, StringComparer.Ordinal) && entry.Value is YamlScalar scalar && !scalar.Text.Contains("${", StringComparison.Ordinal))
            {
                scalar.Report(ProcessIssues.InlineSecret, $"the '{entry.Key}' stands in the definition");
            }
        }
    }
}
