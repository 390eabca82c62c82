using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Server;
using Parley.Server.Ledger;

namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger export</c>: writes all that is sealed to a file.</summary>
internal sealed class LedgerExportCommand : ParleyCommand
{
    private readonly Argument<string?> _what = new("what")
    {
        Description = "A store's file or a workspace's folder; the nearest workspace when not given",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _out = new("--out", "-o") { Description = "The file to write; it must not be there yet", HelpName = "file", Required = true };

    public LedgerExportCommand()
        : base("export", "Write all sealed entries, their hashes and checkpoints to a file") =>
        Takes(_what, _out);

    /// <inheritdoc/>
    public override string Details => """
        Reads the store itself, beside a server that may be running, and writes lines of JSON (docs/reference/ledger.md). Verify the file anywhere with
        'parley ledger verify FILE --key KEY'.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley ledger export --out ledger.jsonl", "parley ledger export wexshire --out ledger.jsonl"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_out);
        OutputFile.MustBeNew(path);
        try
        {
            await using StoredLedger ledger = LedgerStores.Open(parsed.GetValue(_what));
            long entries = await WriteAsync(ledger, path, cancellationToken);
            if (entries == 0)
            {
                output.Note("parley: nothing is sealed yet, so there is nothing to export");
                return ExitCode.Faults;
            }

            output.Note($"{Counted.Of(entries, "entry", "entries")} written to {path}");
            if (output.Json)
            {
                output.JsonResult(new JsonObject { ["file"] = path, ["entries"] = entries });
            }

            return ExitCode.Ok;
        }
        catch (ServerStartException fault)
        {
            output.Note($"parley: {fault.Message}");
            return ExitCode.Unreachable;
        }
    }

    /// <summary>An export that was not finished is none, and does not stay.</summary>
    private static async Task<long> WriteAsync(StoredLedger ledger, string path, CancellationToken cancellationToken)
    {
        long entries = 0;
        await using FileStream file = OutputFile.Create(path);
        try
        {
            await using BufferedStream buffered = new(file, 1 << 16);
            entries = await ledger.ExportAsync(buffered, cancellationToken);
        }
        finally
        {
            if (entries == 0)
            {
                File.Delete(path);
            }
        }

        return entries;
    }
}
