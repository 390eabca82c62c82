using System.Security.Cryptography;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads the public keys by which an organisation signs.</summary>
internal sealed class OrganisationKeyReader(ReadContext context)
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private static readonly YamlForm<string> KeyId = new("a key's name", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return value.Length is > 0 and <= 64 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? null
            : $"must be a name of letters, digits, '-', '_' and '.', at most 64 characters, not {s.Description}";
    });

    /// <summary>Reads the keys of an organisation's file; a key that cannot be used is reported and left out.</summary>
    public IReadOnlyList<OrganisationKey> Read(YamlMap organisation)
    {
        List<OrganisationKey> keys = [];
        foreach (YamlMap map in organisation.Maps("keys"))
        {
            if (Key(map) is not { } key)
            {
                continue;
            }

            if (keys.Any(k => k.Id == key.Id))
            {
                map.Report(AgreementIssues.BadKey, $"the key '{key.Id}' stands twice");
                continue;
            }

            keys.Add(key);
        }

        return keys;
    }

    private OrganisationKey? Key(YamlMap map)
    {
        string? id = map.Required("id", KeyId);
        byte[]? publicKey = PublicKey(map);
        DateOnly? from = map.TryGet("from", YamlForms.Date, out DateOnly first) ? first : null;
        DateOnly? until = map.TryGet("until", YamlForms.Date, out DateOnly last) ? last : null;
        bool revoked = map.Optional("revoked", YamlForms.Bool, false);
        map.ReportUnknownKeys();
        if (until < from)
        {
            map.Find("until")!.Report(AgreementIssues.KeyDates, $"the key ends on {until:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}");
        }

        return id is null || publicKey is null ? null : new OrganisationKey(id, publicKey, from, until, revoked);
    }

    private byte[]? PublicKey(YamlMap map)
    {
        if (Alternatives.One(map, "a key", "public-key", "file") is not { } kind || map.Required(kind, YamlForms.Text) is not { } text)
        {
            return null;
        }

        YamlNode place = map.Find(kind)!;
        string? pem = kind == "public-key" ? text : PemFile(text, place);
        if (pem is null)
        {
            return null;
        }

        byte[]? key = TryImport(pem, out string fault);
        if (key is null)
        {
            place.Report(AgreementIssues.BadKey, fault);
        }

        return key;
    }

    private string? PemFile(string name, YamlNode place)
    {
        string path = $"organisations/{name}";
        if (name.Split('/', '\\').Contains("..") || !context.TryUse(path, out _))
        {
            place.Report(WorkspaceIssues.MissingFile, $"there is no file {path} in the workspace");
            return null;
        }

        return context.Text(path);
    }

    private static byte[]? TryImport(string pem, out string fault)
    {
        if (!PemEncoding.TryFind(pem, out PemFields fields) || pem[fields.Label] != "PUBLIC KEY")
        {
            fault = "the key is not a PEM block of a PUBLIC KEY";
            return null;
        }

        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(pem);
            fault = "the key is not on the curve P-256, which ES256 asks for";
            return key.ExportParameters(false).Curve.Oid?.Value == P256 ? key.ExportSubjectPublicKeyInfo() : null;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            fault = "the key cannot be read: it is not the public part of a key on the curve P-256";
            return null;
        }
    }
}
