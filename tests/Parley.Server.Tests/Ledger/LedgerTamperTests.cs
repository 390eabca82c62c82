using System.Buffers.Binary;
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

/// <summary>A ledger of many whole tiles, sealed at once so that no checkpoint stands inside a tile, edited in the store's file, in an export and in an evidence pack.</summary>
public sealed class LedgerTamperTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sizes and places: the first, a middle and the last entry of a tile, in the first, another and the last tile.</summary>
    public static TheoryData<int, int> Places => new([(700, 0), (700, 100), (700, 255), (700, 256), (700, 511), (700, 600), (3000, 1), (3000, 1300), (3000, 2815), (3000, 2998)]);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Store_WithAnEntryEditedRemovedPutInOrMoved_IsFoundAndNamed(int size, int place)
    {
        string root = await SealedAsync(size);
        Assert.Empty((await VerifyAsync(root)).Findings);
        byte[] whole = await File.ReadAllBytesAsync(Path.Combine(root, "store.db"), Token);
        int other = (place + 300) % size;

        foreach ((string what, Action<List<byte[]>> change) in (List<(string, Action<List<byte[]>>)>)
        [
            ("edited", e => e[place] = Edited(e[place])),
            ("removed", e => e.RemoveAt(place)),
            ("put in", e => e.Insert(place, Edited(e[place]))),
            ("moved", e => (e[place], e[other]) = (e[other], e[place])),
        ])
        {
            await File.WriteAllBytesAsync(Path.Combine(root, "store.db"), whole, Token);
            Rewrite(root, change);
            IReadOnlyList<LedgerFinding> found = (await VerifyAsync(root)).Findings;

            int first = what == "moved" ? Math.Min(place, other) : place;
            Assert.True(found.First(f => f.Entry is not null) is { } named && named.Code == LedgerIssues.Altered && named.Entry == first, $"{what}: {string.Join("; ", found)}");
            Assert.True(what is "removed" or "put in" || found.Count(f => f.Code == LedgerIssues.Altered) == (what == "moved" ? 2 : 1), $"{what}: {string.Join("; ", found)}");
        }
    }

    [Fact]
    public async Task Store_WithAnEntryEditedTogetherWithItsTile_IsLocatedToTheTile()
    {
        string root = await SealedAsync(700);
        Rewrite(root, e => e[300] = Edited(e[300]), tiles: true);

        LedgerReport report = await VerifyAsync(root);

        LedgerFinding finding = Assert.Single(report.Findings, f => f.Entry is not null);
        Assert.Equal((LedgerIssues.Altered, 256L), (finding.Code, finding.Entry));
        Assert.Contains("entries 256 to 511 ", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Export_WithAnEntryEditedRemovedPutInOrMoved_IsFoundAndNamed(int size, int place)
    {
        List<string> lines = await ExportAsync(await SealedAsync(size));
        List<int> entries = [.. Enumerable.Range(0, lines.Count).Where(i => lines[i].StartsWith("{\"action\"", StringComparison.Ordinal))];
        Assert.Equal((size, 1), (entries.Count, lines.Count(l => l.StartsWith("{\"checkpoint\"", StringComparison.Ordinal))));
        Assert.Empty(await VerifyAsync(lines));
        int at = entries[place];
        int other = entries[(place + 300) % size];

        foreach ((string what, Action<List<string>> change) in (List<(string, Action<List<string>>)>)
        [
            ("edited", l => l[at] = Encoding.UTF8.GetString(Edited(Encoding.UTF8.GetBytes(l[at])))),
            ("removed", l => l.RemoveAt(at)),
            ("put in", l => l.Insert(at, Encoding.UTF8.GetString(Edited(Encoding.UTF8.GetBytes(l[at]))))),
            ("moved", l => (l[at], l[other]) = (l[other], l[at])),
        ])
        {
            List<string> changed = [.. lines];
            change(changed);
            IReadOnlyList<LedgerFinding> found = await VerifyAsync(changed);

            int first = what == "moved" ? Math.Min(place, (place + 300) % size) : place;
            List<long?> named = [.. found.Where(f => f.Code == LedgerIssues.Altered || f.Code == LedgerIssues.Missing).Select(f => f.Entry)];
            Assert.True(named.SequenceEqual(what == "moved" ? [first, Math.Max(place, (place + 300) % size)] : [place]), $"{what}: {string.Join("; ", found)}");
        }
    }

    [Theory]
    [InlineData(300)]
    [InlineData(255)]
    [InlineData(698)]
    public async Task Pack_WithAnEntryOrItsProofEdited_SaysWhich(int place)
    {
        string root = await SealedAsync(700);
        string exchange = PublicId.Exchange(1_000_000_000_000 + place);
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"), root);
        TestServer.Answer answer = await server.PostAsync("/v1/ledger/packs", $$"""{"exchange":"{{exchange}}"}""");
        Assert.True(answer.Status == 200, answer.Text);
        IReadOnlyList<NoteKey> keys = await KeysAsync(root);
        Assert.Empty(PackVerifier.Verify(Encoding.UTF8.GetBytes(answer.Text), keys, null, out EvidencePack? pack));

        // The asking is in the ledger too, and of the exchange.
        long number = pack!.Entries[0].Number;
        Assert.Equal(place, number);
        string proof = pack.Entries[0].Proof[2].ToString();

        foreach (string changed in (string[])
        [
            answer.Text.Replace("\"actor\":\"system:s", "\"actor\":\"system:t", StringComparison.Ordinal),
            answer.Text.Replace(proof, TreeHash.Empty.ToString(), StringComparison.Ordinal),
            answer.Text.Replace($"\"number\":{number},", $"\"number\":{number - 1},", StringComparison.Ordinal),
        ])
        {
            Assert.NotEqual(answer.Text, changed);
            IReadOnlyList<LedgerFinding> found = PackVerifier.Verify(Encoding.UTF8.GetBytes(changed), keys, null, out _);
            Assert.Equal([changed.Contains($"\"number\":{number},", StringComparison.Ordinal) ? number : number - 1], found.Where(f => f.Code == LedgerIssues.Altered).Select(f => f.Entry!.Value));
            Assert.Contains(found, f => f.Code == LedgerIssues.BadSignature);
        }
    }

    /// <summary>A store with so many entries, all under one checkpoint.</summary>
    private static async Task<string> SealedAsync(int size)
    {
        string root = TestServer.NewFolder();
        string path = Path.Combine(root, "store.db");
        ServerOptions options = new() { Root = root, Workspace = new Estate().System("beacon").Build() };
        await using Store store = new(new SqliteDialect(path), new ContentKeys(new KeyFile(path + ".keys", master: null)), TimeProvider.System);
        await store.StartAsync(NullLogger.Instance, Token);
        using LedgerIdentity identity = LedgerIdentity.Load(options.Workspace.Installation, new Secrets(root), NullLogger.Instance);
        await store.WriteAsync(
            new StatementsWork((_, state) =>
            {
                // The last is that of the key, which the sealer writes.
                for (int i = 0; i < size - 1; i++)
                {
                    state.AddEntry(new LedgerEntry { Action = LedgerAction.Collection, At = i, Actor = $"system:s{i}", Organisation = "wexshire", Exchange = PublicId.Exchange(1_000_000_000_000 + i) });
                }
            }),
            Token);
        using Sealer sealer = new(store, identity, new LedgerState(store, options), new SubjectIndex(store), options, NullLogger<Sealer>.Instance);
        await sealer.SealAllAsync(Token);
        return root;
    }

    private static byte[] Edited(byte[] entry) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry).Replace("\"organisation\":\"wexshire\"", "\"organisation\":\"wexshore\"", StringComparison.Ordinal));

    /// <summary>As whoever can write to the file would, with batches that fit each other.</summary>
    private static void Rewrite(string root, Action<List<byte[]>> change, bool tiles = false)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(root, "store.db")};Pooling=False");
        connection.Open();
        List<byte[]> entries = [];
        using (SqliteCommand read = Command(connection, "SELECT entries FROM ledger_batches ORDER BY first_seq"))
        using (SqliteDataReader rows = read.ExecuteReader())
        {
            while (rows.Read())
            {
                ReadOnlySpan<byte> rest = rows.GetFieldValue<byte[]>(0);
                while (EntryReader.TryTake(ref rest, out ReadOnlySpan<byte> entry))
                {
                    entries.Add(entry.ToArray());
                }
            }
        }

        change(entries);
        Command(connection, "DELETE FROM ledger_batches").ExecuteNonQuery();
        for (int first = 0; first < entries.Count; first += 90)
        {
            List<byte[]> some = entries.GetRange(first, Math.Min(90, entries.Count - first));
            using SqliteCommand write = Command(connection, "INSERT INTO ledger_batches (first_seq, count, at, entries) VALUES ($1, $2, 0, $3)");
            write.Parameters.AddWithValue("$1", first);
            write.Parameters.AddWithValue("$2", some.Count);
            write.Parameters.AddWithValue("$3", some.SelectMany(e => (byte[])[.. Length(e), .. e]).ToArray());
            write.ExecuteNonQuery();
        }

        for (int n = 0; tiles && n * Tile.FullWidth < entries.Count; n++)
        {
            using SqliteCommand write = Command(connection, "UPDATE ledger_tiles SET hashes = $1 WHERE level = 0 AND number = $2");
            write.Parameters.AddWithValue("$1", entries.Skip(n * Tile.FullWidth).Take(Tile.FullWidth).SelectMany(e => TreeHash.Leaf(e).ToArray()).ToArray());
            write.Parameters.AddWithValue("$2", n);
            write.ExecuteNonQuery();
        }
    }

    private static byte[] Length(byte[] entry)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
        return length;
    }

    private static SqliteCommand Command(SqliteConnection connection, string text)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private static async Task<IReadOnlyList<NoteKey>> KeysAsync(string root)
    {
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        return await ledger.KeysAsync(Token);
    }

    private static async Task<LedgerReport> VerifyAsync(string root)
    {
        SqliteConnection.ClearAllPools();
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        LedgerReport report = await ledger.VerifyAsync(await ledger.KeysAsync(Token), null, Token);
        SqliteConnection.ClearAllPools();
        return report;
    }

    private static async Task<List<string>> ExportAsync(string root)
    {
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        using MemoryStream export = new();
        await ledger.ExportAsync(export, Token);
        return [.. Encoding.UTF8.GetString(export.ToArray()).TrimEnd('\n').Split('\n')];
    }

    private static async Task<IReadOnlyList<LedgerFinding>> VerifyAsync(List<string> lines)
    {
        using MemoryStream export = new(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        return (await LedgerExport.VerifyAsync(export, [], null, Token)).Findings;
    }
}
