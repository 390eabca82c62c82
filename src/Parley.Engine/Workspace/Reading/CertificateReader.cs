using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>certificates</c> of <c>access.yaml</c>.</summary>
internal sealed partial class CertificateReader(ReadContext context, AccessNames names)
{
    private static readonly YamlForm<string> Thumbprint = new("64 hexadecimal digits", (YamlScalar s, out string value) =>
    {
        value = s.Text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return Digits().IsMatch(value) ? null : $"must be the SHA-256 of the certificate, 64 hexadecimal digits; this has {value.Length}";
    }, AccessIssues.BadCertificate);

    /// <summary>Reads all.</summary>
    public List<CertificateDefinition> Read(YamlMap access)
    {
        List<CertificateDefinition> found = [];
        foreach (YamlMap map in access.Maps("certificates"))
        {
            if (One(map) is not { } certificate)
            {
                continue;
            }

            if (found.Exists(c => (c with { System = "" }) == certificate with { System = "" }))
            {
                map.Report(AccessIssues.SharedProof, "this certificate stands here twice");
            }

            found.Add(certificate);
        }

        return found;
    }

    private CertificateDefinition? One(YamlMap map)
    {
        string? system = map.Required("system", YamlForms.Name);
        bool exists = system is not null && names.System(map.Find("system")!, system);
        string? thumbprint = map.TryGet("sha256", Thumbprint, out string digits) ? digits : null;
        string? subject = map.TryGet("subject", YamlForms.Text, out string name) ? name : null;
        string? authority = map.Find("authority") is { } node ? AddressReader.WorkspacePath(context, node, "authority", "") : null;
        if (map.Has("sha256") == map.Has("subject") || map.Has("subject") != map.Has("authority"))
        {
            map.Report(AccessIssues.BadCertificate, "a certificate is told by 'sha256', or by 'subject' and 'authority' together");
        }

        map.ReportUnknownKeys();
        return exists ? new CertificateDefinition(system!, thumbprint, subject, authority) : null;
    }

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Digits();
}
