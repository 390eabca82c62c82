using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>deliver</c> of what a system accepts.</summary>
internal static class DeliveryReader
{
    private const int MostMedia = 1 << 30;

    private static readonly YamlForm<string> Method = YamlForms.OneOf("POST", "PUT", "PATCH");

    /// <summary>Reads a delivery; null when it is faulty.</summary>
    /// <param name="context">The reading.</param>
    /// <param name="map">The map below <c>deliver</c>.</param>
    /// <param name="attributes">The attributes that every subject type has, for placeholders; null when the types are not known.</param>
    public static DeliveryDefinition? Read(ReadContext context, YamlMap map, IReadOnlyCollection<string>? attributes)
    {
        string? kind = Alternatives.One(map, "deliver", "http", "folder");
        RetryDefinition retry = Retry(map);
        BreakerDefinition breaker = Breaker(map);
        DeliveryDefinition? delivery = kind is null || map.Map(kind) is not { } inner ? null
            : kind == "http" ? Http(context, inner, attributes)
            : Folder(context, inner, attributes);
        map.ReportUnknownKeys();
        return delivery is null ? null : delivery with { Retry = retry, Breaker = breaker };
    }

    private static HttpDelivery? Http(ReadContext context, YamlMap map, IReadOnlyCollection<string>? attributes)
    {
        string[]? placeholders = attributes is null ? null : [.. attributes, "exchange"];
        string? url = AddressReader.Url(context, map, "url", placeholders);
        HttpDelivery standard = new() { Url = "" };
        HttpDelivery delivery = standard with
        {
            Url = url ?? "",
            Method = map.Optional("method", Method, "POST"),
            Headers = HeaderReader.Read(map, placeholders),
            Timeout = map.Optional("timeout", YamlForms.Duration, TimeSpan.FromSeconds(30)),
            Auth = AuthReader.Read(context, map),
            Concurrency = map.Optional("concurrency", YamlForms.Int(1, 1024), 32),
        };
        delivery = Media(map, delivery);
        map.ReportUnknownKeys();
        return url is null ? null : delivery;
    }

    private static FolderDelivery? Folder(ReadContext context, YamlMap map, IReadOnlyCollection<string>? attributes)
    {
        string? path = AddressReader.MachinePath(context, map, "path");
        string? file = map.Required("file", YamlForms.Text);
        if (file is not null)
        {
            CheckFileName(map.Find("file")!, file, attributes);
        }

        FolderDelivery delivery = Media(map, new FolderDelivery { Path = path ?? "", FileName = file ?? "" });
        map.ReportUnknownKeys();
        return path is null || file is null ? null : delivery;
    }

    private static T Media<T>(YamlMap map, T delivery)
        where T : DeliveryDefinition
    {
        MediaDelivery media = map.Optional("media", YamlForms.Choice<MediaDelivery>(), MediaDelivery.ByReference);
        return delivery with
        {
            Media = media,
            MaxMediaBytes = media == MediaDelivery.ByValue ? map.Optional("max-media", YamlForms.Bytes(1, MostMedia), delivery.MaxMediaBytes) : delivery.MaxMediaBytes,
        };
    }

    private static void CheckFileName(YamlNode node, string file, IReadOnlyCollection<string>? attributes)
    {
        PlaceholderText.Check(node, file, attributes is null ? null : [.. attributes, "exchange", "delivery"]);
        if (file.AsSpan().IndexOfAny('/', '\\') >= 0 || file.StartsWith('.'))
        {
            node.Report(YamlIssues.BadPath, "'file' must be the name of a file, without a folder and not beginning with a dot");
        }
        else if (!file.Contains("{exchange}", StringComparison.Ordinal) && !file.Contains("{delivery}", StringComparison.Ordinal))
        {
            node.Report(WorkspaceIssues.BadPlaceholder, "'file' must hold {delivery} or {exchange}, or one message would replace another");
        }
    }

    private static RetryDefinition Retry(YamlMap owner)
    {
        RetryDefinition standard = new();
        if (owner.Map("retry") is not { } map)
        {
            return standard;
        }

        RetryDefinition retry = new()
        {
            Attempts = map.Optional("attempts", YamlForms.Int(1, 1000), standard.Attempts),
            First = map.Optional("first", YamlForms.Duration, standard.First),
            Most = map.Optional("most", YamlForms.Duration, standard.Most),
        };
        map.ReportUnknownKeys();
        if (retry.First > retry.Most)
        {
            map.Report(YamlIssues.Mistyped, "'first' must not be longer than 'most'");
        }

        return retry;
    }

    /// <summary>Reads <c>breaker</c>.</summary>
    internal static BreakerDefinition Breaker(YamlMap owner)
    {
        BreakerDefinition standard = new();
        if (owner.Map("breaker") is not { } map)
        {
            return standard;
        }

        BreakerDefinition breaker = new()
        {
            Failures = map.Optional("failures", YamlForms.Int(1, 1000), standard.Failures),
            Open = map.Optional("open", YamlForms.Duration, standard.Open),
        };
        map.ReportUnknownKeys();
        return breaker;
    }
}
