using Parley.Engine.Sharing;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>parley.yaml</c>.</summary>
internal static class InstallationReader
{
    /// <summary>The file's path.</summary>
    public const string Path = "parley.yaml";

    private static readonly YamlForm<DayZone> Zone = new("a time zone such as Europe/London", (YamlScalar s, out DayZone value) =>
    {
        DayZone? found = DayZone.Find(s.Text);
        value = found ?? DayZone.Standard;
        return found is null ? $"must be a time zone by its IANA name such as Europe/London, not {s.Description}" : null;
    });

    /// <summary>Reads the installation; what is missing is reported and left empty.</summary>
    public static InstallationDefinition Read(ReadContext context, YamlMap map)
    {
        InstallationDefinition standard = new() { Name = "", Organisation = "", DictionaryVersion = "" };
        InstallationDefinition installation = new()
        {
            Name = map.Required("installation", YamlForms.Text) ?? "",
            Organisation = map.Required("organisation", YamlForms.Name) ?? "",
            DictionaryVersion = map.Required("dictionary", YamlForms.Text) ?? "",
            Storage = map.Map("storage") is { } storage ? Storage(context, storage) ?? standard.Storage : standard.Storage,
            Listen = map.Has("listen") ? AddressReader.Url(context, map, "listen", []) ?? standard.Listen : standard.Listen,
            Tls = map.Map("tls") is { } tls ? Tls(context, tls) : null,
            Zone = map.Optional("zone", Zone, standard.Zone),
            MaxMessageBytes = map.Optional("max-message", YamlForms.Bytes(1024, 1 << 30), standard.MaxMessageBytes),
            Ledger = map.Map("ledger") is { } ledger ? LedgerDefinitionReader.Read(context, ledger) : standard.Ledger,
            Repository = map.Optional("repository", YamlForms.Bool, standard.Repository),
            Media = map.Map("media") is { } media ? MediaDefinitionReader.Read(context, media) : null,
            Identities = map.Map("identities") is { } identities ? IdentityReader.Read(context, identities) : null,
            Processes = map.Map("processes") is { } processes ? ProcessRulesReader.Read(context, processes) : standard.Processes,
            OperatorKeys = SystemReader.Keys(map, "operator-keys"),
        };
        map.Find("listen");
        CheckTls(installation, map);
        if (installation is { Media: not null, Repository: false })
        {
            map.Report(MediaIssues.NoRepository, "there is 'media', and no 'repository: true'");
        }

        if (installation is { Identities: not null, Repository: false })
        {
            map.Report(WorkspaceIssues.Contradiction, "there is 'identities', and no 'repository: true' whose records they would join");
        }

        map.ReportUnknownKeys();
        return installation;
    }

    private static TlsDefinition? Tls(ReadContext context, YamlMap map)
    {
        string? certificate = AddressReader.MachinePath(context, map, "certificate");
        SecretReference? key = map.Required("key", YamlForms.Secret);
        map.Find("client-authority");
        string? authority = map.Has("client-authority") ? AddressReader.MachinePath(context, map, "client-authority") : null;
        map.ReportUnknownKeys();
        return certificate is null || key is null ? null : new TlsDefinition(certificate, key, authority);
    }

    private static void CheckTls(InstallationDefinition installation, YamlMap map)
    {
        bool encrypted = installation.Listen.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        if (encrypted != map.Has("tls"))
        {
            map.Report(AccessIssues.TlsMismatch, encrypted ? "listen is an https address, and there is no 'tls'" : "there is 'tls', and listen is no https address");
        }
    }

    private static StorageDefinition? Storage(ReadContext context, YamlMap map)
    {
        string? kind = Alternatives.One(map, "storage", "sqlite", "postgres");
        StorageDefinition? storage = kind switch
        {
            "sqlite" => AddressReader.MachinePath(context, map, "sqlite") is { } path ? new StorageDefinition("sqlite", path, null) : null,
            "postgres" => map.Required("postgres", YamlForms.Secret) is { } secret ? new StorageDefinition("postgres", null, secret) : null,
            _ => null,
        };
        string? keys = map.Has("keys") ? AddressReader.MachinePath(context, map, "keys") : null;
        map.Find("keys");
        bool wrapped = map.TryGet("master", YamlForms.Secret, out SecretReference master);
        map.ReportUnknownKeys();
        return storage is null ? null : storage with { Keys = keys ?? storage.Keys, Master = wrapped ? master : null };
    }
}
