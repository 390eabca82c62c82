using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>intake</c> of a system.</summary>
internal static partial class IntakeReader
{
    private static readonly YamlForm<string> Cursor = new("header:NAME or json:PATH", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return CursorPattern().IsMatch(value) ? null : $"must be header:NAME or json:PATH (dotted property names), not {s.Description}";
    });

    private static readonly YamlForm<string> Pattern = new("a file pattern such as *.csv", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return value.Length > 0 && value.AsSpan().IndexOfAny('/', '\\') < 0 ? null : $"must be a file pattern such as *.csv, without a folder, not {s.Description}";
    });

    /// <summary>Reads one item of the list; null when it is faulty.</summary>
    public static IntakeDefinition? Read(ReadContext context, YamlMap map, MessageTypes messages)
    {
        string? kind = Alternatives.One(map, "intake", "folder", "poll");
        IntakeDefinition? intake = kind is null || map.Map(kind) is not { } inner ? null
            : kind == "folder" ? Folder(context, inner, messages)
            : Poll(context, inner, messages);
        map.ReportUnknownKeys();
        return intake;
    }

    private static FolderIntake? Folder(ReadContext context, YamlMap map, MessageTypes messages)
    {
        string? path = AddressReader.MachinePath(context, map, "path");
        string? message = messages.Readable(map, "message");
        FolderIntake intake = new()
        {
            MessageType = message ?? "",
            Path = path ?? "",
            Pattern = map.Optional("pattern", Pattern, "*"),
            Settle = map.Optional("settle", YamlForms.Duration, TimeSpan.FromSeconds(1)),
            ManyMessages = map.Optional("many", YamlForms.Bool, true),
        };
        map.ReportUnknownKeys();
        return path is null || message is null ? null : intake;
    }

    private static PollIntake? Poll(ReadContext context, YamlMap map, MessageTypes messages)
    {
        string? url = AddressReader.Url(context, map, "url", ["cursor"]);
        string? message = messages.Readable(map, "message");
        string? cursor = map.Required("cursor", Cursor);
        PollIntake intake = new()
        {
            MessageType = message ?? "",
            Url = url ?? "",
            Every = map.Optional("every", YamlForms.Duration, TimeSpan.FromSeconds(10)),
            Cursor = cursor ?? "",
            FirstCursor = map.Optional("first", YamlForms.AnyText, ""),
            Items = map.Optional("items", YamlForms.Text, ""),
            Auth = AuthReader.Read(context, map),
        };
        map.ReportUnknownKeys();
        if (url is not null && !url.Contains("{cursor}", StringComparison.Ordinal))
        {
            map.Find("url")!.Report(WorkspaceIssues.BadPlaceholder, "'url' must hold {cursor}, or every question would have the same answer");
        }

        return url is null || message is null || cursor is null ? null : intake;
    }

    [GeneratedRegex(@"^(?:header:[A-Za-z0-9-]+|json:[^\s.]+(?:\.[^\s.]+)*)\z")]
    private static partial Regex CursorPattern();
}
