using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions show</c>: all that is known of an exception.</summary>
internal sealed class ExceptionsShowCommand : ServerCommand
{
    /// <summary>What is shown of a failing field.</summary>
    internal static readonly string[] FieldColumns = ["field", "editable", "value", "wrong"];

    private static readonly string[] s_members =
    [
        "id", "status", "urgency", "due", "whose", "assignee", "source", "subjectType", "reference", "exchange", "delivery", "code", "what", "why", "remedy", "prevention", "reason",
        "resolvedBy", "replacement", "heldBy",
    ];

    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public ExceptionsShowCommand()
        : base("show", "Show an exception, its failing fields and its history") =>
        Takes(_exception, _reason);

    /// <inheritdoc/>
    public override string Details => "The failing fields with their values are shown to who may see the message; that they were read stands in the ledger with the reason.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions show e-01hzy3k7w9abc", "parley exceptions show e-01hzy3k7w9abc --json | jq '.fields'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string path = ServerCalls.Address($"v1/exceptions/{parsed.GetRequiredValue(_exception)}");
        ServerAnswer one = await client.GetAsync(path, cancellationToken);
        if (!one.IsGood)
        {
            return one.Report(output);
        }

        ServerAnswer fields = await client.GetAsync(path + "/fields", new StatedReason(null, parsed.GetValue(_reason)), cancellationToken);
        ServerAnswer history = await client.GetAsync(path + "/history", cancellationToken);
        if (output.Json)
        {
            JsonObject all = (JsonObject)one.Json!.DeepClone();
            all["fields"] = fields.IsGood ? fields.Json!["fields"]!.DeepClone() : null;
            all["history"] = history.IsGood ? history.Json!.DeepClone() : null;
            output.JsonResult(all);
            return ExitCode.Ok;
        }

        Print(output, (JsonObject)one.Json!);
        if (fields.IsGood && fields.Json!["fields"] is JsonArray { Count: > 0 })
        {
            output.Line($"fields of version {fields.Text("version")}:");
            ShowFields(output, fields);
        }
        else if (!fields.IsGood)
        {
            output.Note($"parley: the fields are not shown: {fields.Text("detail")} {fields.Text("remedy")}");
        }

        PrintHistory(output, history);
        return ExitCode.Ok;
    }

    private static void Print(Output output, JsonObject one)
    {
        if (one["lock"] is { } held)
        {
            one["heldBy"] = $"{held["by"]} until {MemberList.Text(held["until"])}";
        }

        MemberList.Write(output, one, s_members);
    }

    /// <summary>Shows failing fields, each with the first thing that is wrong with it.</summary>
    internal static void ShowFields(Output output, ServerAnswer fields)
    {
        foreach (JsonObject field in (fields.Json!["fields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            JsonNode? first = (field["issues"] as JsonArray)?.FirstOrDefault();
            field["wrong"] = first is null ? field["path"]?.ToString() : $"{first["code"]} {first["message"]} [{first["path"]}]";
        }

        fields.ShowRows(output, "fields", FieldColumns);
    }

    private static void PrintHistory(Output output, ServerAnswer history)
    {
        List<(string At, string Line)> lines = [];
        foreach (JsonNode? note in history.Json?["notes"] as JsonArray ?? [])
        {
            lines.Add(($"{note!["at"]}", $"{note["by"]}  {note["kind"]} {note["about"]} {note["text"]}"));
        }

        foreach (JsonNode? version in history.Json?["corrections"] as JsonArray ?? [])
        {
            lines.Add(($"{version!["at"]}", $"{version["by"]}  version {version["version"]}: {string.Join(", ", version["fields"]!.AsArray())} {version["reason"]}"));
        }

        foreach ((string at, string line) in lines.OrderBy(l => l.At, StringComparer.Ordinal))
        {
            output.Line($"{MemberList.Text(at)}  {line}".TrimEnd());
        }
    }
}
