using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger pack</c>: takes evidence of one exchange, one subject or a period.</summary>
internal sealed class LedgerPackCommand : ServerCommand
{
    private readonly Option<string?> _exchange = new("--exchange") { Description = "All entries of this exchange", HelpName = "id" };
    private readonly Option<string?> _subject = new("--subject") { Description = "All entries of this record, such as beacon/Person/12345", HelpName = "system/type/key" };
    private readonly Option<string?> _from = new("--from") { Description = "Entries from this time on, such as 2026-11-22 or 2026-11-22T08:00:00Z", HelpName = "time" };
    private readonly Option<string?> _to = new("--to") { Description = "Entries before this time", HelpName = "time" };
    private readonly Option<string?> _earlier = new("--earlier") { Description = "A checkpoint held from before: the pack proves that the ledger has only grown since", HelpName = "file" };
    private readonly Option<string?> _reason = CommonOptions.Reason("Why it is taken; kept in the ledger");
    private readonly Option<string?> _out = new("--out", "-o") { Description = "The file to write, which must not be there yet; standard output when not given", HelpName = "file" };

    public LedgerPackCommand()
        : base("pack", "Take evidence of one exchange, one subject or a period")
    {
        Takes(_exchange, _subject, _from, _to, _earlier, _reason, _out);
        Validators.Add(result =>
        {
            bool period = result.GetValue(_from) is not null && result.GetValue(_to) is not null;
            if (result.GetValue(_exchange) is null && result.GetValue(_subject) is null && !period)
            {
                result.AddError("say --exchange, --subject, or --from and --to");
            }

            if (result.GetValue(_subject) is { } subject && subject.Split('/', 3) is not [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }])
            {
                result.AddError("name the subject as SYSTEM/TYPE/KEY, such as beacon/Person/12345");
            }
        });
    }

    /// <inheritdoc/>
    public override string Details => """
        The pack is one JSON file that explains itself: the entries, the proof of each, the signed checkpoint, and the server's signature over all of it. It is
        verified off-line with 'parley ledger verify'. Taking it is itself an entry. The key needs the right to the ledger.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley ledger pack --exchange x-01hzy3k7w9abc --out pack.json",
        "parley ledger pack --subject beacon/Incident/WX-1 --reason 'subject access request 7' --out pack.json",
        "parley ledger pack --from 2026-11-01 --to 2026-12-01 --earlier october.txt --out november.json",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        OutputFile.MustBeNew(parsed.GetValue(_out));
        string? earlier = parsed.GetValue(_earlier) is { } held ? await InputFile.TextAsync(held, cancellationToken) : null;
        JsonObject body = ServerCalls.Body(
            ("exchange", parsed.GetValue(_exchange)),
            ("from", parsed.GetValue(_from)),
            ("to", parsed.GetValue(_to)),
            ("subject", parsed.GetValue(_subject)?.Split('/', 3) is [var system, var type, var key] ? ServerCalls.Body(("system", system), ("type", type), ("key", key)) : null),
            ("earlier", earlier));
        ServerAnswer answer = await client.PostAsync("v1/ledger/packs", body, new StatedReason(null, parsed.GetValue(_reason)), cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        // Byte for byte as the server signed it.
        if (parsed.GetValue(_out) is { } path)
        {
            await OutputFile.WriteAsync(path, answer.Body, cancellationToken);
            int entries = (answer.Json!["entries"] as JsonArray)?.Count ?? 0;
            output.Note($"{Counted.Of(entries, "entry", "entries")} written to {path}");
            if (output.Json)
            {
                output.JsonResult(new JsonObject { ["file"] = path, ["entries"] = entries });
            }
        }
        else
        {
            await output.Results.WriteAsync(answer.Body);
        }

        return ExitCode.Ok;
    }
}
