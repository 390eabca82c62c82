using System.Security.Cryptography;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>on-behalf</c> of <c>access.yaml</c>.</summary>
internal sealed class OnBehalfReader(AccessNames names)
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Reads what is said of each system.</summary>
    public Dictionary<string, OnBehalfDefinition> Read(YamlMap access)
    {
        Dictionary<string, OnBehalfDefinition> found = new(StringComparer.Ordinal);
        YamlMap? map = access.Map("on-behalf");
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            if (map!.Map(entry.Key) is { } inner && names.System(entry.Value, entry.Key))
            {
                found[entry.Key] = One(inner);
            }
        }

        return found;
    }

    private OnBehalfDefinition One(YamlMap map)
    {
        string? by = map.Required("by", YamlForms.OneOf("token", "header"));
        List<OnBehalfKey> keys = [.. map.Maps("keys").Select(Key).OfType<OnBehalfKey>()];
        if (by is not null && (by == "header") != map.Has("keys"))
        {
            map.Report(AccessIssues.OnBehalf, by == "header" ? "the header must be signed by one of 'keys', and there are none" : "'keys' sign the header; a token has its issuer's");
        }

        OnBehalfDefinition definition = new()
        {
            ByToken = by == "token",
            Keys = keys,
            Organisations = [.. map.Values("organisations", YamlForms.Name).Where(o => names.Organisation(map, o))],
            Required = map.Optional("required", YamlForms.Bool, false),
        };
        map.ReportUnknownKeys();
        return definition;
    }

    private static OnBehalfKey? Key(YamlMap map)
    {
        string? id = map.Required("id", YamlForms.Text);
        string? pem = map.Required("public-key", YamlForms.Text);
        DateOnly? expires = map.TryGet("expires", YamlForms.Date, out DateOnly last) ? last : null;
        map.ReportUnknownKeys();
        if (id is null || pem is null)
        {
            return null;
        }

        if (PublicKey(pem) is not { } key)
        {
            map.Find("public-key")!.Report(AccessIssues.BadPublicKey, $"'{id}' is no public key on the curve P-256 in PEM");
            return null;
        }

        return new OnBehalfKey(id, key, expires);
    }

    private static byte[]? PublicKey(string pem)
    {
        if (!pem.Contains("BEGIN PUBLIC KEY", StringComparison.Ordinal))
        {
            return null;
        }

        using ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.ExportParameters(false).Curve.Oid.Value == P256 ? key.ExportSubjectPublicKeyInfo() : null;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return null;
        }
    }
}
