using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions correct</c>: puts values in the place of faulty ones.</summary>
internal sealed class ExceptionsCorrectCommand : ServerCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Option<string[]> _set = new("--set") { Description = "A failing field, as 'show' names it, and its new text; may be given several times", HelpName = "field=text" };
    private readonly Option<string?> _file = new("--file", "-f") { Description = "Instead: the whole message corrected; it is sent at once", HelpName = "file" };
    private readonly Option<string?> _reason = CommonOptions.Reason("Why; kept with the correction");
    private readonly Option<bool> _resubmit = new("--resubmit") { Description = "Send it on when the correction has been kept" };

    public ExceptionsCorrectCommand()
        : base("correct", "Correct the failing fields of a message") =>
        Takes(_exception, _set, _file, _reason, _resubmit);

    /// <inheritdoc/>
    public override string Details => """
        Only failing fields can be corrected; each value is checked by the translation and the dictionary before it is kept. The message stays as it was received:
        the correction is a version of its own, with who and why. Prints the fields that are still faulty. 'resubmit' sends the newest version on.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley exceptions correct e-01hzy3k7w9abc --set 12:3=28/02/1980 --reason \"read back by the caller\"",
        "parley exceptions correct e-01hzy3k7w9abc --set 12:3=28/02/1980 --set 14:3=M --reason \"read back\" --resubmit",
        "parley exceptions correct e-01hzy3k7w9abc --file corrected.json",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string path = ServerCalls.Address($"v1/exceptions/{parsed.GetRequiredValue(_exception)}");
        if (parsed.GetValue(_file) is string file)
        {
            ServerAnswer sent = await client.PostBytesAsync(path + "/correct", await InputFile.BytesAsync(file, cancellationToken), cancellationToken);
            return sent.ShowRow(output, "exchange", "status");
        }

        JsonObject values = [];
        foreach (string item in parsed.GetValue(_set) ?? [])
        {
            int at = item.IndexOf('=', StringComparison.Ordinal);
            values[at > 0 ? item[..at] : throw new UsageException($"--set wants field=text, not {item}")] = item[(at + 1)..];
        }

        if (values.Count == 0)
        {
            throw new UsageException("name at least one field with --set, or the corrected message with --file");
        }

        string reason = parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: a correction is kept with one");
        ServerAnswer kept = await client.PostAsync(path + "/fields", ServerCalls.Body(("values", values), ("reason", reason)), cancellationToken);
        if (!kept.IsGood || !parsed.GetValue(_resubmit))
        {
            return Show(output, kept);
        }

        return ExceptionsActCommand.ShowOutcome(output, await client.PostAsync(path + "/resubmit", [], cancellationToken));
    }

    private static int Show(Output output, ServerAnswer kept)
    {
        if (!kept.IsGood)
        {
            int refused = kept.Report(output);
            output.Note("parley: nothing was changed");
            return refused;
        }

        bool isFaulty = kept.Json!["fields"] is JsonArray { Count: > 0 };
        if (output.Json)
        {
            output.JsonResult(kept.Json!);
        }
        else if (isFaulty)
        {
            ExceptionsShowCommand.ShowFields(output, kept);
        }

        output.Note($"parley: kept as version {kept.Text("version")}; {(isFaulty ? "these fields are still faulty" : "no field is faulty any more")}; 'parley exceptions resubmit' sends it");
        return ExitCode.Ok;
    }
}
