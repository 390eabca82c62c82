using System.Globalization;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>media</c> of <c>parley.yaml</c>.</summary>
internal static class MediaDefinitionReader
{
    private const string Tcp = "tcp://";
    private const string Unix = "unix:/";
    private const long MostBytes = 1L << 40;
    private const long MostS3Bytes = 4L << 30;

    private static readonly YamlForm<long> s_size = new("a size such as 50MiB or 4GiB", (YamlScalar s, out long value) =>
        YamlForms.TryBytes(s.Text, out value) && value is >= 1 and <= MostBytes ? null : $"must be a size such as 50MiB or 4GiB, of 1 byte to 1024GiB, not {s.Description}");

    private static readonly YamlForm<ScannerDefinition> s_scanner = new(
        "the address of a ClamAV daemon: tcp://HOST:PORT or unix:/PATH",
        (YamlScalar s, out ScannerDefinition value) => (value = Scanner(s.Text)!) is null ? $"must be tcp://HOST:PORT or unix:/PATH, not {s.Description}" : null,
        MediaIssues.BadScanner);

    /// <summary>Reads it.</summary>
    public static MediaDefinition Read(ReadContext context, YamlMap map)
    {
        MediaDefinition standard = new();
        long most = map.Optional("max-size", s_size, standard.MaxBytes);
        string? folder = map.Has("folder") ? AddressReader.MachinePath(context, map, "folder") : null;
        map.Find("folder");
        MediaDefinition media = new()
        {
            Folder = folder ?? standard.Folder,
            S3 = map.Map("s3") is { } s3 ? S3(context, s3) : null,
            MaxBytes = most,
            Types = map.Map("types") is { } types ? Types(types, most) : null,
            Expire = map.Optional("expire", YamlForms.Duration, standard.Expire),
            KeepUnreferenced = map.Optional("keep-unreferenced", YamlForms.Duration, standard.KeepUnreferenced),
            Scanner = map.Map("scanner") is { } scanner ? Scanner(scanner) : null,
        };
        if (media.S3 is not null && most > MostS3Bytes)
        {
            map.Report(MediaIssues.TooLargeForS3, "'max-size' is above 4GiB, and there is 's3'");
        }

        map.ReportUnknownKeys();
        return media;
    }

    private static Dictionary<string, long> Types(YamlMap map, long most)
    {
        Dictionary<string, long> types = new(StringComparer.Ordinal);
        foreach (YamlEntry entry in map.Entries)
        {
            long size = map.Optional(entry.Key, s_size, most);
            if (MediaDefinition.KnownTypes.Contains(entry.Key, StringComparer.Ordinal))
            {
                types[entry.Key] = Math.Min(size, most);
            }
            else
            {
                entry.Value.Report(MediaIssues.UnknownType, $"'{entry.Key}' is not known{YamlForms.DidYouMean(entry.Key, MediaDefinition.KnownTypes)}");
            }
        }

        return types;
    }

    private static ScannerDefinition? Scanner(YamlMap map)
    {
        ScannerDefinition? scanner = map.Required("clamd", s_scanner);
        TimeSpan timeout = map.Optional("timeout", YamlForms.Duration, new ScannerDefinition(null, 0, null).Timeout);
        TimeSpan retry = map.Optional("retry", YamlForms.Duration, new ScannerDefinition(null, 0, null).Retry);
        map.ReportUnknownKeys();
        return scanner is null ? null : scanner with { Timeout = timeout, Retry = retry };
    }

    private static ScannerDefinition? Scanner(string text)
    {
        if (text.StartsWith(Unix, StringComparison.Ordinal) && text.Length > Unix.Length)
        {
            return new ScannerDefinition(null, 0, text[(Unix.Length - 1)..]);
        }

        int colon = text.LastIndexOf(':');
        return text.StartsWith(Tcp, StringComparison.Ordinal) && colon > Tcp.Length
            && Uri.CheckHostName(text[Tcp.Length..colon].Trim('[', ']')) != UriHostNameType.Unknown
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535
                ? new ScannerDefinition(text[Tcp.Length..colon].Trim('[', ']'), port, null)
                : null;
    }

    private static S3Definition? S3(ReadContext context, YamlMap map)
    {
        string? endpoint = AddressReader.Url(context, map, "endpoint", []);
        string? bucket = map.Required("bucket", YamlForms.Name);
        string region = map.Optional("region", YamlForms.Name, "us-east-1");
        string prefix = map.Optional("prefix", YamlForms.Name, "");
        SecretReference? access = map.Required("access-key", YamlForms.Secret);
        SecretReference? secret = map.Required("secret-key", YamlForms.Secret);
        map.ReportUnknownKeys();
        return endpoint is null || bucket is null || access is null || secret is null
            ? null
            : new S3Definition(endpoint.TrimEnd('/'), bucket, region, access, secret) { Prefix = prefix };
    }
}
