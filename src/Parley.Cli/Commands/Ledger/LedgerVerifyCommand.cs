using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Evidence;
using Parley.Server;
using Parley.Server.Ledger;

namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger verify</c>: verifies a store, an export or an evidence pack, off-line.</summary>
internal sealed class LedgerVerifyCommand : ParleyCommand
{
    private static readonly byte[] s_sqlite = "SQLite format 3\0"u8.ToArray();

    private readonly Argument<string?> _what = new("what")
    {
        Description = "An evidence pack, an export, a store's file, or a workspace's folder; the nearest workspace when not given",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _keys = new("--key", "-k")
    {
        Description = "A public key that is trusted, NAME+ID+KEY, or a file that holds it; may be given several times",
        HelpName = "key",
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "A checkpoint that was kept elsewhere: the history must agree with it", HelpName = "file" };

    public LedgerVerifyCommand()
        : base("verify", "Verify a ledger, an export or an evidence pack") =>
        Takes(_what, _keys, _checkpoint);

    /// <inheritdoc/>
    public override string Details => """
        Finds and locates every edit, removal, change of order and truncation, and with --checkpoint a forked or rolled back history. Works without a server,
        and beside one that runs. Without --key the keys that the file or store itself names are used: that shows it to be whole, not whose it is.
        The exit code is 1 when anything is wrong.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley ledger verify                                        the nearest workspace's store",
        "parley ledger verify pack.json --key wexshire.vkey",
        "parley ledger verify ledger.jsonl --key wexshire.vkey --checkpoint last-month.txt",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        List<NoteKey> keys = [.. (parsed.GetValue(_keys) ?? []).Select(Key)];
        string? known = parsed.GetValue(_checkpoint) is { } file ? await InputFile.TextAsync(file, cancellationToken) : null;
        string? what = parsed.GetValue(_what);
        try
        {
            return what is null || Directory.Exists(what) || IsStore(what)
                ? await StoreAsync(what, keys, known, output, cancellationToken)
                : await FileAsync(what, keys, known, output, cancellationToken);
        }
        catch (ServerStartException fault)
        {
            output.Note($"parley: {fault.Message}");
            return ExitCode.Unreachable;
        }
    }

    private static NoteKey Key(string text)
    {
        string given = File.Exists(text) ? InputFile.Text(text).Trim() : text;
        return NoteKey.Parse(given) ?? throw new UsageException("--key wants a public key as 'parley ledger key' prints it, NAME+ID+KEY, or a file with one");
    }

    private static bool IsStore(string file)
    {
        using FileStream stream = InputFile.Open(file);
        byte[] start = new byte[s_sqlite.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(s_sqlite);
    }

    private static async Task<int> StoreAsync(string? what, List<NoteKey> keys, string? known, Output output, CancellationToken cancellationToken)
    {
        await using StoredLedger ledger = LedgerStores.Open(what);
        bool own = keys.Count == 0;
        IReadOnlyList<NoteKey> trusted = own ? await ledger.KeysAsync(cancellationToken) : keys;
        LedgerReport report = await ledger.VerifyAsync(trusted, known, cancellationToken);
        return Say(output, report.Findings, own, Count(report.Entries, report.Last) + (report.Unsealed > 0 ? $"; {report.Unsealed} further entries are not sealed yet" : ""), new JsonObject
        {
            ["entries"] = report.Entries,
            ["unsealed"] = report.Unsealed,
            ["checkpoints"] = report.Checkpoints,
        });
    }

    private static async Task<int> FileAsync(string file, List<NoteKey> keys, string? known, Output output, CancellationToken cancellationToken)
    {
        await using FileStream stream = InputFile.Open(file);
        int first = stream.ReadByte();
        int second = stream.ReadByte();
        stream.Position = 0;
        if (first == '{' && second == '\n')
        {
            byte[] bytes = await InputFile.BytesAsync(file, cancellationToken);
            IReadOnlyList<LedgerFinding> findings = PackVerifier.Verify(bytes, keys, known, out EvidencePack? pack);
            Checkpoint? checkpoint = pack is null || SignedNote.Parse(pack.Checkpoint) is not { } note ? null : Checkpoint.Parse(note.Text);
            return Say(output, findings, keys.Count == 0, Count(pack?.Entries.Count ?? 0, checkpoint), new JsonObject { ["entries"] = pack?.Entries.Count ?? 0 });
        }

        HistoryVerifier verifier = await LedgerExport.VerifyAsync(stream, keys, known, cancellationToken);
        return Say(output, verifier.Findings, keys.Count == 0, Count(verifier.Size, verifier.Last), new JsonObject
        {
            ["entries"] = verifier.Size,
            ["checkpoints"] = verifier.Checkpoints,
            ["cosignatures"] = verifier.Cosignatures,
        });
    }

    private static string Count(long entries, Checkpoint? last) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entries} entries of {last?.Origin ?? "no ledger"}, under the checkpoint of size {last?.Size ?? 0}{(last?.Extensions is [{ } time, ..] ? $" ({time})" : "")}");

    private static int Say(Output output, IReadOnlyList<LedgerFinding> findings, bool own, string summary, JsonObject result)
    {
        if (output.Json)
        {
            result["good"] = findings.Count == 0;
            result["ownKeys"] = own;
            result["findings"] = new JsonArray([.. findings.Select(f => (JsonNode)new JsonObject { ["code"] = f.Code.Code, ["entry"] = f.Entry, ["message"] = f.Message })]);
            output.JsonResult(result);
        }
        else
        {
            foreach (LedgerFinding finding in findings)
            {
                output.Line($"{output.Red(finding.Code.Code)} {finding.Message}");
            }

            output.Line(findings.Count == 0 ? $"{output.Green("good")}: {summary}" : $"{output.Red("not good")}: {Counted.Of(findings.Count, "finding")}");
        }

        if (own)
        {
            output.Note("parley: verified with the keys it names itself: it is whole, but --key must say whose it is.");
        }

        return findings.Count == 0 ? ExitCode.Ok : ExitCode.Faults;
    }
}
