using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Engine.Evidence;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Ledger;

/// <summary>A ledger put back to an older state, emptied, or with all of its entries moved, by whoever can write to the store: two checkpoints, of 700 and 1,000 entries.</summary>
public sealed class LedgerRollbackTests
{
    private const string Cut = "DELETE FROM ledger_batches WHERE first_seq >= 700; DELETE FROM ledger_checkpoints WHERE size > 700;";
    private const string Emptied = "DELETE FROM ledger_batches; DELETE FROM ledger_checkpoints; DELETE FROM ledger_tiles; DELETE FROM ledger_segments; DELETE FROM ledger_chunks;";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("every batch one further", "UPDATE ledger_batches SET first_seq = -first_seq - 1; UPDATE ledger_batches SET first_seq = -first_seq", "LDG004", 0)]
    [InlineData("every batch one before", "UPDATE ledger_batches SET first_seq = first_seq - 1", "LDG003", 0)]
    [InlineData("the first batch gone", "DELETE FROM ledger_batches WHERE first_seq = 0", "LDG004", 0)]
    [InlineData("no entries", "DELETE FROM ledger_batches", "LDG004", 0)]
    [InlineData("empty entries", "UPDATE ledger_batches SET entries = x''", "LDG002", 0)]
    [InlineData("batches of nothing", "UPDATE ledger_batches SET entries = x'', count = 0", "LDG004", 0)]
    [InlineData("no checkpoints", "DELETE FROM ledger_checkpoints", "LDG004", 0)]
    [InlineData("the last checkpoint gone", "DELETE FROM ledger_checkpoints WHERE size = 1000", "LDG004", 700)]
    [InlineData("cut, the tiles left", Cut, "LDG004", 700)]
    [InlineData("emptied, the tiles left", "DELETE FROM ledger_batches; DELETE FROM ledger_checkpoints", "LDG004", 0)]
    public async Task Store_WithoutACheckpointKeptElsewhere_IsFoundByWhatIsLeft(string what, string sql, string code, int entry)
    {
        (string root, _) = await SealedAsync();
        Assert.Empty((await VerifyAsync(root, null)).Findings);

        Execute(root, sql);
        IReadOnlyList<LedgerFinding> found = (await VerifyAsync(root, null)).Findings;

        Assert.True(found.Any(f => f.Code.Code == code && f.Entry == entry), $"{what}: {string.Join("; ", found)}");
    }

    [Theory]
    [InlineData(Emptied, 0)]
    [InlineData(Emptied + "DELETE FROM ledger_keys;", 0)]
    [InlineData(Cut + "DELETE FROM ledger_tiles WHERE level = 0 AND number > 2; UPDATE ledger_tiles SET hashes = substr(hashes, 1, 32 * 188) WHERE level = 0 AND number = 2; UPDATE ledger_tiles SET hashes = substr(hashes, 1, 32 * 2) WHERE level = 1; DELETE FROM ledger_segments; DELETE FROM ledger_chunks;", 700)]
    public async Task Store_PutBackWhole_IsFoundByALaterCheckpoint_AndByACosignedOne(string sql, int entry)
    {
        (string root, string kept) = await SealedAsync();
        using NoteSigner witness = NoteSigner.FromPem("witness.example", NoteSigner.NewPem());
        IReadOnlyList<NoteKey> keys = await KeysAsync(root);
        SignedNote note = SignedNote.Parse(kept)!;
        string cosigned = note.With([witness.Cosign(note.Text, 1_700_000_000)]).ToString();

        Execute(root, sql);

        foreach ((string known, IReadOnlyList<NoteKey> trusted) in new (string, IReadOnlyList<NoteKey>)[] { (kept, keys), (cosigned, [.. keys, witness.CosignerKey]) })
        {
            LedgerFinding finding = Assert.Single((await VerifyAsync(root, known, trusted)).Findings, f => f.Code == LedgerIssues.Missing && f.Entry == entry);
            Assert.Contains("kept elsewhere", finding.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Store_WhoseLedgerAloneWasEmptied_IsFoundByItsExchanges()
    {
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(new Estate().System("beacon"), root))
        {
            await server.DepositAsync("beacon", """{"ref":"A"}""");
            await server.Part<Sealer>().SealAllAsync(Token);
        }

        IReadOnlyList<NoteKey> keys = await KeysAsync(root);
        Assert.Empty((await VerifyAsync(root, null, keys)).Findings);
        Execute(root, Emptied + "DELETE FROM ledger_keys;");

        LedgerFinding finding = Assert.Single((await VerifyAsync(root, null, keys)).Findings);
        Assert.Equal(LedgerIssues.Missing, finding.Code);
        Assert.Contains("exchange x-", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_PutBackAndGoneOn_IsFoundAsAFork_ThoughTheLedgersKeySignedIt()
    {
        (string root, string kept) = await SealedAsync();
        IReadOnlyList<NoteKey> keys = await KeysAsync(root);
        Execute(root, Emptied);
        await GrowAsync(root, 1200, "another");

        Assert.Empty((await VerifyAsync(root, null, keys)).Findings);
        Assert.Contains((await VerifyAsync(root, kept, keys)).Findings, f => f.Code == LedgerIssues.Forked);
    }

    [Fact]
    public async Task Export_OfAnEarlierState_IsFoundByALaterCheckpoint()
    {
        string root = TestServer.NewFolder();
        await GrowAsync(root, 700, "s");
        string earlier = await ExportAsync(root);
        await GrowAsync(root, 1000, "s");
        IReadOnlyList<NoteKey> keys = await KeysAsync(root);
        string kept = await LastAsync(root);

        Assert.Empty(await VerifyExportAsync(earlier, keys, null));
        Assert.Contains(await VerifyExportAsync(earlier, keys, kept), f => f.Code == LedgerIssues.Missing && f.Entry == 700);
        Assert.Empty(await VerifyExportAsync(await ExportAsync(root), keys, kept));
    }

    private static async Task<(string Root, string Kept)> SealedAsync()
    {
        string root = TestServer.NewFolder();
        await GrowAsync(root, 700, "s");
        await GrowAsync(root, 1000, "s");
        return (root, await LastAsync(root));
    }

    private static async Task<string> LastAsync(string root)
    {
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        return (await ledger.Reader.LastCheckpointAsync(Token))!.Note;
    }

    private static async Task<string> ExportAsync(string root)
    {
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        using MemoryStream export = new();
        await ledger.ExportAsync(export, Token);
        return Encoding.UTF8.GetString(export.ToArray());
    }

    /// <summary>Writes entries until there are so many, and seals them under one checkpoint.</summary>
    private static async Task GrowAsync(string root, int size, string name)
    {
        string path = Path.Combine(root, "store.db");
        ServerOptions options = new() { Root = root, Workspace = new Estate().System("beacon").Build() };
        await using Store store = new(new SqliteDialect(path), new ContentKeys(new KeyFile(path + ".keys", master: null)), TimeProvider.System);
        await store.StartAsync(NullLogger.Instance, Token);
        using LedgerIdentity identity = LedgerIdentity.Load(options.Workspace.Installation, new Secrets(root), NullLogger.Instance);
        using Sealer sealer = new(store, identity, new LedgerState(store, options), new SubjectIndex(store), options, NullLogger<Sealer>.Instance);
        await sealer.SealAllAsync(Token);
        for (long first = store.LedgerHead; first < size; first = store.LedgerHead)
        {
            long end = Math.Min(size, first + 50);
            await store.WriteAsync(
                new StatementsWork((_, state) =>
                {
                    for (long i = first; i < end; i++)
                    {
                        state.AddEntry(new LedgerEntry { Action = LedgerAction.Collection, At = i, Actor = $"system:{name}{i}", Organisation = "wexshire", Exchange = PublicId.Exchange(1_000_000_000_000 + i) });
                    }
                }),
                Token);
        }

        await sealer.SealAllAsync(Token);
    }

    private static void Execute(string root, string sql)
    {
        SqliteConnection.ClearAllPools();
        using SqliteConnection connection = new($"Data Source={Path.Combine(root, "store.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<IReadOnlyList<NoteKey>> KeysAsync(string root)
    {
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        return await ledger.KeysAsync(Token);
    }

    private static async Task<LedgerReport> VerifyAsync(string root, string? known, IReadOnlyList<NoteKey>? keys = null)
    {
        SqliteConnection.ClearAllPools();
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        LedgerReport report = await ledger.VerifyAsync(keys ?? await ledger.KeysAsync(Token), known, Token);
        SqliteConnection.ClearAllPools();
        return report;
    }

    private static async Task<IReadOnlyList<LedgerFinding>> VerifyExportAsync(string text, IReadOnlyList<NoteKey> keys, string? known)
    {
        using MemoryStream export = new(Encoding.UTF8.GetBytes(text));
        return (await LedgerExport.VerifyAsync(export, keys, known, Token)).Findings;
    }
}
