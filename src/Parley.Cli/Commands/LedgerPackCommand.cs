using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley ledger pack</c>: takes evidence of one exchange, one subject or a period.</summary>
internal sealed class LedgerPackCommand : ParleyCommand
{
    private readonly Option<string?> _exchange = new("--exchange") { Description = "All entries of this exchange", HelpName = "id" };
    private readonly Option<string?> _subject = new("--subject") { Description = "All entries of this record, such as beacon/Person/12345", HelpName = "system/type/key" };
    private readonly Option<string?> _from = new("--from") { Description = "Entries from this time on, such as 2026-11-22 or 2026-11-22T08:00:00Z", HelpName = "time" };
    private readonly Option<string?> _to = new("--to") { Description = "Entries before this time", HelpName = "time" };
    private readonly Option<string?> _earlier = new("--earlier") { Description = "A checkpoint held from before: the pack proves that the ledger has only grown since", HelpName = "file" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why it is taken; kept in the ledger", HelpName = "text" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "The file to write, which must not be there yet; standard output when not given", HelpName = "file" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public LedgerPackCommand()
        : base("pack", "Take evidence of one exchange, one subject or a period")
    {
        foreach (Option option in (Option[])[_exchange, _subject, _from, _to, _earlier, _reason, _out, _server, _key])
        {
            Options.Add(option);
        }

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
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_out) is { } taken && File.Exists(taken))
        {
            throw new UsageException($"{taken} is there already");
        }

        JsonObject body = [];
        foreach ((string name, Option<string?> option) in ((string, Option<string?>)[])[("exchange", _exchange), ("from", _from), ("to", _to)])
        {
            if (parsed.GetValue(option) is { } value)
            {
                body[name] = value;
            }
        }

        if (parsed.GetValue(_subject)?.Split('/', 3) is [var system, var type, var key])
        {
            body["subject"] = new JsonObject { ["system"] = system, ["type"] = type, ["key"] = key };
        }

        if (parsed.GetValue(_earlier) is { } earlier)
        {
            body["earlier"] = File.Exists(earlier) ? await File.ReadAllTextAsync(earlier, cancellationToken) : throw new UsageException($"there is no file {earlier}");
        }

        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/ledger/packs")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
        };
        StatedReason.Add(request.Headers, null, parsed.GetValue(_reason));
        ServerAnswer answer = await client.SendAsync(request, cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        // Byte for byte as the server signed it.
        if (parsed.GetValue(_out) is { } path)
        {
            await File.WriteAllTextAsync(path, answer.Body, cancellationToken);
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
