using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Ledger;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Ledger;

/// <summary>The ledger of a running server: what is in it, that it is sealed and proven, and that what was done to it is found.</summary>
public sealed class LedgerTests
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exchange_Delivered_HasItsCollectionAndItsDisclosure()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Two(records));
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.UntilStatusAsync(deposit.Exchange, "delivered");

        List<JsonElement> entries = await EntriesOfAsync(server, deposit.Exchange);

        JsonElement collection = Assert.Single(entries, e => Text(e, "action") == "collection");
        JsonElement disclosure = Assert.Single(entries, e => Text(e, "action") == "disclosure");
        Assert.Equal(("system:beacon", "wexshire", "accepted"), (Text(collection, "actor"), Text(collection, "organisation"), Text(collection, "outcome")));
        Assert.Equal(("wexshire", "records", "delivered"), (Text(disclosure, "recipient"), Text(disclosure, "recipientSystem"), Text(disclosure, "outcome")));
        Assert.Equal(Sha256("""{"ref":"A"}"""), Text(collection, "content"));
        Assert.Equal(Sha256(records.Requests[0].Body), Text(disclosure, "content"));
        Assert.Equal(collection.GetProperty("subjects").ToString(), disclosure.GetProperty("subjects").ToString());
        Assert.Contains(entries, e => Text(e, "action") == "consultation" && Text(e, "actor") == "operator:op");
    }

    [Fact]
    public async Task PackOfASubject_HasWhatWasShownOfIt_AndNothingOfOthers()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Two(records));
        TestServer.Answer a = await server.DepositAsync("beacon", """{"ref":"A"}""");
        TestServer.Answer b = await server.DepositAsync("beacon", """{"ref":"B"}""");
        TestServer.Answer again = await server.DepositAsync("beacon", """{"ref":"A","summary":"again"}""");
        foreach (TestServer.Answer one in new[] { a, b, again })
        {
            await server.UntilStatusAsync(one.Exchange, "delivered");
        }

        EvidencePack pack = await PackAsync(server, """{"subject":{"system":"beacon","type":"Incident","key":"A"}}""", await KeyAsync(server));

        LedgerEntry[] entries = [.. pack.Entries.Select(e => new EntryReader().Read(e.Entry)!)];
        Assert.Equal(
            [(LedgerAction.Collection, a.Exchange), (LedgerAction.Collection, again.Exchange), (LedgerAction.Disclosure, a.Exchange), (LedgerAction.Disclosure, again.Exchange)],
            entries.Select(e => (e.Action, e.Exchange!)).OrderBy(e => e.Action).ThenBy(e => e.Item2, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_HeldAndRefused_HaveTheirCollectionToo_AndACorrectionItsAlteration()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("holding", IssuePolicy.Hold).System("rejecting"));
        TestServer.Answer held = await server.DepositAsync("holding", """{"ref":"A","bad":1}""");
        TestServer.Answer refused = await server.DepositAsync("rejecting", """{"ref":"A","bad":1}""");
        string exception = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0].GetProperty("id").GetString()!;
        await server.PostAsync($"/v1/exceptions/{exception}/correct", """{"ref":"A"}""");

        Assert.Equal(["collection held", "alteration corrected"], (await EntriesOfAsync(server, held.Exchange)).Select(e => $"{Text(e, "action")} {Text(e, "outcome")}"));
        Assert.Equal(["collection refused"], (await EntriesOfAsync(server, refused.Exchange)).Select(e => $"{Text(e, "action")} {Text(e, "outcome")}"));
    }

    [Fact]
    public async Task Attempt_OfUnknownOutcome_IsADisclosure_SaidOnce_AndNoneThatNeverLeft()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        int calls = 0;
        records.Answer = (_, context) =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref calls) < 3 ? 500 : 200;
            return Task.CompletedTask;
        };
        Estate estate = Two(records).System("away").AcceptsHttp("away", new Uri("http://127.0.0.1:1/in"), d => d with { Retry = d.Retry with { Attempts = 1 } });
        await using TestServer server = await TestServer.StartAsync(estate);
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.UntilStatusAsync(deposit.Exchange, "failed");
        await records.WaitAsync(3);
        await server.UntilAsync($"/v1/exchanges/{deposit.Exchange}", e => e.GetProperty("deliveries").EnumerateArray().Any(d => Text(d, "status") == "delivered"));

        IEnumerable<string> disclosed = (await EntriesOfAsync(server, deposit.Exchange)).Where(e => Text(e, "action") == "disclosure")
            .Select(e => $"{Text(e, "recipientSystem")} {Text(e, "outcome")}");
        Assert.Equal(["records unknown", "records delivered"], disclosed);
    }

    [Fact]
    public async Task Intake_WhenTooMuchIsUnsealed_Refuses_AndTakesAgainOnceSealed()
    {
        Estate estate = new Estate { Ledger = new LedgerDefinition { MostUnsealed = 3, SealEvery = Never } }.System("beacon");
        await using TestServer server = await TestServer.StartAsync(estate);
        Sealer sealer = server.Part<Sealer>();
        await sealer.SealAllAsync(Token);
        for (int i = 0; server.Part<LedgerState>().Unsealed <= 3; i++)
        {
            Assert.Equal(202, (await server.DepositAsync("beacon", $$"""{"ref":"{{i}}"}""")).Status);
        }

        TestServer.Answer refused = await server.DepositAsync("beacon", """{"ref":"Z"}""");
        string metrics = (await server.GetAsync("/metrics")).Text;
        await sealer.SealAllAsync(Token);
        TestServer.Answer taken = await server.DepositAsync("beacon", """{"ref":"Z"}""");

        Assert.Equal((503, "LDG001"), (refused.Status, refused.Code));
        Assert.Equal("5", refused.Headers.RetryAfter!.ToString());
        Assert.Contains("parley_ledger_lag_entries 4", metrics, StringComparison.Ordinal);
        Assert.Equal(202, taken.Status);
    }

    [Fact]
    public async Task Packs_OfExchangeSubjectAndPeriod_VerifyWithThePublicKeyAlone()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        TestServer.Answer one = await server.DepositAsync("beacon", """{"ref":"A"}""");
        string earlier = await SealedAsync(server);
        await server.DepositAsync("beacon", """{"ref":"B"}""");
        TestServer.Answer three = await server.DepositAsync("beacon", """{"ref":"A","summary":"again"}""");
        NoteKey key = await KeyAsync(server);

        EvidencePack exchange = await PackAsync(server, $$"""{"exchange":"{{one.Exchange}}","earlier":{{JsonSerializer.Serialize(earlier)}}}""", key, earlier);
        EvidencePack subject = await PackAsync(server, """{"subject":{"system":"beacon","type":"Incident","key":"A"}}""", key);
        EvidencePack period = await PackAsync(server, """{"from":"2000-01-01","to":"2999-01-01"}""", key);
        EvidencePack past = await PackAsync(server, """{"from":"2000-01-01","to":"2000-01-02"}""", key);

        // Taking the pack is itself a use of the exchange.
        Assert.Equal(
            [LedgerAction.Collection, LedgerAction.Consultation], exchange.Entries.Select(e => new EntryReader().Read(e.Entry)!.Action));
        Assert.Equal([one.Exchange, three.Exchange], subject.Entries.Select(e => JsonDocument.Parse(e.Entry).RootElement.GetProperty("exchange").GetString()));
        Assert.True(period.Entries.Count >= 5);
        Assert.Empty(past.Entries);
        Assert.Equal(400, (await server.PostAsync("/v1/ledger/packs", "{}")).Status);
        Assert.Equal(400, (await server.PostAsync("/v1/ledger/packs", """{"exchange":"x-1"}""")).Status);
        Assert.Equal(403, (await server.PostAsync("/v1/ledger/packs", "{}", Estate.KeyOf("beacon"))).Status);
    }

    [Fact]
    public async Task Tiles_EntriesAndProofs_AreServedAsTlogTilesSays()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => server.DepositAsync("beacon", $$"""{"ref":"{{i}}"}""")));
        Checkpoint head = Checkpoint.Parse(SignedNote.Parse(await SealedAsync(server))!.Text)!;
        using HttpClient client = new() { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Estate.OperatorKey);

        byte[] full = await client.GetByteArrayAsync("v1/ledger/tile/0/000", Token);
        byte[] partial = await client.GetByteArrayAsync($"v1/ledger/tile/0/001.p/{head.Size - 256}", Token);
        byte[] bundle = await client.GetByteArrayAsync("v1/ledger/tile/entries/000", Token);
        JsonElement proof = (await server.GetAsync($"/v1/ledger/proof?entry=255&size={head.Size}")).Json;
        JsonElement consistency = (await server.GetAsync($"/v1/ledger/proof?from=256&to={head.Size}")).Json;

        MerkleFrontier frontier = new();
        List<TreeHash> leaves = [.. full.Concat(partial).Chunk(32).Select(h => new TreeHash(h))];
        leaves.ForEach(frontier.Append);
        Assert.Equal(head.Root, frontier.Root());
        Assert.Equal(leaves[..256], Leaves(bundle));
        Assert.True(MerkleProof.VerifyInclusion(leaves[255], 255, head.Size, head.Root, Hashes(proof)));
        Assert.True(MerkleProof.VerifyConsistency(256, new LeafNodes(leaves).Root(256), head.Size, head.Root, Hashes(consistency)));
        await SealedAsync(server);
        JsonElement read = Assert.Single(
            (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("entry")),
            e => e.TryGetProperty("outcome", out JsonElement outcome) && outcome.GetString() == "ledger-read");
        Assert.Equal("operator:op", read.GetProperty("actor").GetString());
        foreach (string bad in (string[])["tile/0/002", "tile/1/000", "tile/entries/007", "tile/x", "tile/entries/001.p/255"])
        {
            Assert.Equal(404, (await server.GetAsync("/v1/ledger/" + bad)).Status);
        }

        foreach (string bad in (string[])["proof", "proof?entry=99999", "proof?entry=x", "proof?from=9&to=3", "entries?limit=0", "entries?after=-2"])
        {
            Assert.Equal(400, (await server.GetAsync("/v1/ledger/" + bad)).Status);
        }
    }

    [Fact]
    public async Task Key_ExchangedForAnother_IsAnEntry_AndOldCheckpointsStayGood()
    {
        string root = TestServer.NewFolder();
        await using (TestServer first = await TestServer.StartAsync(new Estate().System("beacon"), root))
        {
            await first.DepositAsync("beacon", """{"ref":"A"}""");
            await SealedAsync(first);
        }

        UnixFileMode mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(Path.Combine(root, ".parley/ledger.key"));
        await File.WriteAllTextAsync(Path.Combine(root, "new.pem"), NoteSigner.NewPem(), Token);
        Estate changed = new Estate { Ledger = new LedgerDefinition { Keys = [new SecretReference("file", "new.pem")] } }.System("beacon");
        await using TestServer second = await TestServer.StartAsync(changed, root);
        await second.DepositAsync("beacon", """{"ref":"B"}""");
        await SealedAsync(second);

        JsonElement keys = (await second.GetAsync("/v1/ledger/key")).Json.GetProperty("keys");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        Assert.Equal(2, keys.GetArrayLength());
        Assert.Single(keys.EnumerateArray(), k => k.TryGetProperty("until", out _));
        JsonElement entries = (await second.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries");
        Assert.Equal(
            ["ledger-key-added", "ledger-key-added", "ledger-key-retired"],
            entries.EnumerateArray().Select(e => e.GetProperty("entry")).Where(e => Text(e, "action") == "authority").Select(e => Text(e, "outcome")));
        Assert.Empty((await VerifyAsync(root)).Findings);
    }

    [Fact]
    public async Task Start_WithAKeyThatIsNone_IsRefused()
    {
        Estate estate = new Estate { Ledger = new LedgerDefinition { Keys = [new SecretReference("file", "missing.pem")] } }.System("beacon");

        ServerStartException refused = await Assert.ThrowsAsync<ServerStartException>(() => TestServer.StartAsync(estate));

        Assert.Contains("LDG012", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE ledger_batches SET entries = CAST(replace(CAST(entries AS TEXT), 'system:beacon', 'system:wrongs') AS BLOB) WHERE first_seq = 3", "LDG003", 3)]
    [InlineData("UPDATE ledger_batches SET entries = substr(entries, 1, length(entries) - 1) WHERE first_seq = 3", "LDG002", 3)]
    [InlineData("DELETE FROM ledger_batches WHERE first_seq = 3", "LDG004", 3)]
    [InlineData("DELETE FROM ledger_batches WHERE first_seq >= 3", "LDG004", 3)]
    [InlineData("UPDATE ledger_batches SET first_seq = -9 WHERE first_seq = 3; UPDATE ledger_batches SET first_seq = 3 WHERE first_seq = 4; UPDATE ledger_batches SET first_seq = 4 WHERE first_seq = -9", "LDG003", 3)]
    [InlineData("UPDATE ledger_tiles SET hashes = zeroblob(length(hashes))", "LDG009", 0)]
    [InlineData("DELETE FROM ledger_tiles", "LDG009", 0)]
    [InlineData("UPDATE ledger_checkpoints SET note = replace(note, char(10) || 'time ', char(10) || 'tame ')", "LDG006", null)]
    public async Task Store_TamperedWith_IsFoundAndLocated(string sql, string code, int? entry)
    {
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(new Estate().System("beacon"), root))
        {
            for (int i = 0; i < 6; i++)
            {
                await server.DepositAsync("beacon", $$"""{"ref":"{{i}}"}""");
            }

            await SealedAsync(server);
        }

        Assert.Empty((await VerifyAsync(root)).Findings);
        using (SqliteConnection connection = new($"Data Source={Path.Combine(root, "store.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        LedgerReport report = await VerifyAsync(root);
        Assert.Contains(report.Findings, f => f.Code.Code == code && f.Entry == entry);
    }

    [Fact]
    public async Task Store_RolledBackToACopy_IsFoundByACheckpointKeptElsewhere()
    {
        string root = TestServer.NewFolder();
        string kept;
        await using (TestServer server = await TestServer.StartAsync(new Estate().System("beacon"), root))
        {
            await server.DepositAsync("beacon", """{"ref":"A"}""");
            await SealedAsync(server);
            await using (SqliteConnection source = new($"Data Source={Path.Combine(root, "store.db")};Pooling=False"))
            await using (SqliteConnection copy = new($"Data Source={Path.Combine(root, "copy.db")};Pooling=False"))
            {
                source.Open();
                copy.Open();
                source.BackupDatabase(copy);
            }

            await server.DepositAsync("beacon", """{"ref":"B"}""");
            kept = await SealedAsync(server);
        }

        await using StoredLedger copied = StoredLedger.OpenFile(Path.Combine(root, "copy.db"));
        IReadOnlyList<NoteKey> keys = await copied.KeysAsync(Token);

        Assert.Empty((await copied.VerifyAsync(keys, null, Token)).Findings);
        Assert.Contains((await copied.VerifyAsync(keys, kept, Token)).Findings, f => f.Code == LedgerIssues.Missing);
        Assert.Empty((await VerifyAsync(root, kept)).Findings);
    }

    [Fact]
    public async Task Export_OfAStore_IsGood()
    {
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(new Estate().System("beacon"), root))
        {
            await Task.WhenAll(Enumerable.Range(0, 300).Select(i => server.DepositAsync("beacon", $$"""{"ref":"{{i}}"}""")));
            await SealedAsync(server);
        }

        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        using MemoryStream export = new();
        long entries = await ledger.ExportAsync(export, Token);
        export.Position = 0;
        HistoryVerifier verifier = await LedgerExport.VerifyAsync(export, await ledger.KeysAsync(Token), null, Token);

        Assert.Empty(verifier.Findings);
        Assert.Equal(entries, verifier.Size);
        Assert.True(entries >= 300);
    }

    [Fact]
    public async Task Times_ThatGoBackwards_AreFoundByTheirPeriodAllTheSame()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        Store store = server.Part<Store>();
        long[] days = [20_000, 20_001, 19_000, 20_002, 19_001];
        foreach (long day in days)
        {
            LedgerEntry entry = new() { Action = LedgerAction.Notice, At = day * 86_400_000_000, Actor = "platform", Organisation = "wexshire" };
            await store.WriteAsync(new LedgerWork(entry), Token);
            await server.Part<Sealer>().SealAllAsync(Token);
        }

        EvidencePack pack = await PackAsync(server, """{"from":"2022-01-08","to":"2022-01-10"}""", await KeyAsync(server));

        Assert.Equal([19_000L, 19_001L], pack.Entries.Select(e => new EntryReader().Read(e.Entry)!.At / 86_400_000_000));
    }

    [Fact]
    public async Task Witness_CoSignsWhatGoesOn_AndRefusesAFork()
    {
        await using TestServer log = await TestServer.StartAsync(new Estate { Ledger = new LedgerDefinition { Origin = "log.example" } }.System("beacon"));
        NoteKey logKey = await KeyAsync(log);
        await using TestServer witness = await TestServer.StartAsync(
            new Estate { Ledger = new LedgerDefinition { Origin = "witness.example", WitnessFor = [logKey] } }.System("other"));
        NoteKey cosigner = NoteKey.Parse((await witness.GetAsync("/v1/ledger/key")).Json.GetProperty("cosigner").GetString()!)!;
        await log.DepositAsync("beacon", """{"ref":"A"}""");
        string first = await SealedAsync(log);
        long size = Checkpoint.Parse(SignedNote.Parse(first)!.Text)!.Size;

        (HttpStatusCode status, string line) = await AddAsync(witness, $"old 0\n\n{first}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(cosigner.Verify(SignedNote.Parse(first)!.Text, NoteSignature.Parse(line.TrimEnd('\n'))!));
        Assert.Equal((HttpStatusCode.Conflict, $"{size}\n"), await AddAsync(witness, $"old 0\n\n{first}"));

        await log.DepositAsync("beacon", """{"ref":"B"}""");
        string second = await SealedAsync(log);
        string proof = string.Concat((await log.GetAsync($"/v1/ledger/proof?from={size}")).Json.GetProperty("proof").EnumerateArray().Select(h => h.GetString() + "\n"));

        // The log's own key signs another history: the proof cannot lead to it.
        using NoteSigner thief = NoteSigner.FromPem("log.example", await File.ReadAllTextAsync(Path.Combine(log.Root, ".parley/ledger.key"), Token));
        Checkpoint fork = new("log.example", size + 5, TreeHash.Leaf("another history"u8));
        string forked = new SignedNote(fork.Text, [thief.Sign(fork.Text)]).ToString();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AddAsync(witness, $"old {size}\n{proof}\n{forked}")).Status);
        Checkpoint twin = fork with { Size = size };
        Assert.Equal(HttpStatusCode.Conflict, (await AddAsync(witness, $"old {size}\n\n{new SignedNote(twin.Text, [thief.Sign(twin.Text)])}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AddAsync(witness, $"old {size}\n{proof}\n{second}")).Status);

        string unknown = second.Replace("log.example", "other.example", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await AddAsync(witness, $"old 0\n\n{unknown}")).Status);
        int line2 = second.IndexOf('\n', StringComparison.Ordinal) + 1;
        Assert.Equal(HttpStatusCode.Forbidden, (await AddAsync(witness, $"old 0\n\n{second.Insert(line2, "1")}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync(witness, $"old 99999\n\n{second}")).Status);
        foreach (string bad in (string[])["", "old\n\n", "old 01\n\n" + second, "old 0\nx\n\n" + second, "old 0\n" + second, new string('x', 100)])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync(witness, bad)).Status);
        }
    }

    [Fact]
    public async Task Witness_Configured_IsAsked_AndItsCosignatureStandsInTheCheckpoint()
    {
        string root = TestServer.NewFolder();
        Directory.CreateDirectory(Path.Combine(root, ".parley"));
        string pem = NoteSigner.NewPem();
        await File.WriteAllTextAsync(Path.Combine(root, ".parley/ledger.key"), pem, Token);
        using NoteSigner signer = NoteSigner.FromPem("log.example", pem);
        await using TestServer witness = await TestServer.StartAsync(
            new Estate { Ledger = new LedgerDefinition { Origin = "witness.example", WitnessFor = [signer.Key] } }.System("other"));
        NoteKey cosigner = NoteKey.Parse((await witness.GetAsync("/v1/ledger/key")).Json.GetProperty("cosigner").GetString()!)!;
        WitnessDefinition asked = new(cosigner, new Uri(witness.Address, "v1/ledger/witness").ToString());
        await using TestServer log = await TestServer.StartAsync(
            new Estate { Ledger = new LedgerDefinition { Origin = "log.example", Witnesses = [asked] } }.System("beacon"), root);
        await log.DepositAsync("beacon", """{"ref":"A"}""");
        await SealedAsync(log);

        await log.Part<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<WitnessAsker>().Single().PassAsync(Token);

        string note = (await log.GetAsync("/v1/ledger/checkpoint")).Text;
        HistoryVerifier verifier = new([signer.Key, cosigner]);
        Assert.NotNull(verifier.Open(note));
        Assert.Equal(1, verifier.Cosignatures);
        Assert.Empty((await VerifyAsync(root)).Findings);
    }

    [Theory]
    [InlineData(false, 1240)]
    [InlineData(true, 1241)]
    public async Task Witness_ThatHasSeenMoreOrAnotherHistory_IsALoudEvent(bool goneOn, int logged)
    {
        string root = TestServer.NewFolder();
        Directory.CreateDirectory(Path.Combine(root, ".parley"));
        string pem = NoteSigner.NewPem();
        await File.WriteAllTextAsync(Path.Combine(root, ".parley/ledger.key"), pem, Token);
        using NoteSigner signer = NoteSigner.FromPem("log.example", pem);
        await using TestServer witness = await TestServer.StartAsync(
            new Estate { Ledger = new LedgerDefinition { Origin = "witness.example", WitnessFor = [signer.Key] } }.System("other"));
        NoteKey cosigner = NoteKey.Parse((await witness.GetAsync("/v1/ledger/key")).Json.GetProperty("cosigner").GetString()!)!;
        Estate estate = new Estate { Ledger = new LedgerDefinition { Origin = "log.example", Witnesses = [new(cosigner, new Uri(witness.Address, "v1/ledger/witness").ToString())] } }.System("beacon");
        string path = Path.Combine(root, "store.db");
        byte[] older;
        await using (TestServer log = await TestServer.StartAsync(estate, root))
        {
            await log.DepositAsync("beacon", """{"ref":"A"}""");
            await SealedAsync(log);
        }

        SqliteConnection.ClearAllPools();
        older = await File.ReadAllBytesAsync(path, Token);
        await using (TestServer log = await TestServer.StartAsync(estate, root))
        {
            await log.DepositAsync("beacon", """{"ref":"B"}""");
            await SealedAsync(log);
            Assert.Empty(await AskAsync(log));
        }

        TestServer.Answer seen = await witness.GetAsync("/v1/ledger/checkpoint?origin=log.example");
        Assert.Equal((404, 403), ((await witness.GetAsync("/v1/ledger/checkpoint?origin=else")).Status, (await witness.GetAsync("/v1/ledger/checkpoint?origin=log.example", Estate.KeyOf("other"))).Status));

        SqliteConnection.ClearAllPools();
        File.Delete(path + "-wal");
        await File.WriteAllBytesAsync(path, older, Token);
        await using TestServer back = await TestServer.StartAsync(estate, root);
        for (int i = 0; goneOn && i < 5; i++)
        {
            await back.DepositAsync("beacon", $$"""{"ref":"C{{i}}"}""");
        }

        await SealedAsync(back);
        Assert.Equal([logged], await AskAsync(back));
        await using StoredLedger stored = StoredLedger.OpenFile(path);
        LedgerReport report = await stored.VerifyAsync([signer.Key, cosigner], seen.Text, Token);
        Assert.Contains(report.Findings, f => f.Code == (goneOn ? LedgerIssues.Forked : LedgerIssues.Missing));
    }

    /// <summary>The commands of docs/reference/ledger.md, "Verify without Parley".</summary>
    [Fact]
    public async Task Checkpoint_IsVerifiedByOpensslAlone_AsTheReferenceSays()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl") && File.Exists("/bin/bash"), "There is no openssl here.");
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        await server.DepositAsync("beacon", """{"ref":"A"}""");
        NoteKey key = await KeyAsync(server);
        string folder = TestServer.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "checkpoint.txt"), await SealedAsync(server), Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.Pem + "\n", Token);
        string page = await File.ReadAllTextAsync(Path.Combine(StructureTests.Root(), "docs", "reference", "ledger.md"), Token);
        string commands = page[page.IndexOf("```bash\n", StringComparison.Ordinal)..].Split("```")[1]["bash\n".Length..];

        Assert.Equal((0, "Verified OK"), await BashAsync(folder, commands));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "checkpoint.txt"), (await SealedAsync(server)).Replace("\ntime 2", "\ntime 3", StringComparison.Ordinal), Token);
        Assert.Equal((1, "Verification failure"), await BashAsync(folder, commands));

        JsonElement first = (await server.GetAsync("/v1/ledger/entries?limit=1")).Json.GetProperty("entries")[0].GetProperty("entry");
        await File.WriteAllTextAsync(Path.Combine(folder, "entry.json"), first.GetRawText(), Token);
        (int _, string leaf) = await BashAsync(folder, "(printf '\\0'; cat entry.json) | openssl dgst -sha256");
        Assert.EndsWith(Convert.ToHexStringLower(TreeHash.Leaf(Encoding.UTF8.GetBytes(first.GetRawText())).ToArray()), leaf, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output)> BashAsync(string folder, string commands)
    {
        using System.Diagnostics.Process bash = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("/bin/bash", ["-c", commands]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = await bash.StandardOutput.ReadToEndAsync(Token);
        await bash.WaitForExitAsync(Token);
        return (bash.ExitCode, output.Trim());
    }

    private static Estate Two(StubRecipient records) => new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address);

    private static async Task<string> SealedAsync(TestServer server)
    {
        await server.Part<Sealer>().SealAllAsync(Token);
        return (await server.GetAsync("/v1/ledger/checkpoint")).Text;
    }

    private static async Task<NoteKey> KeyAsync(TestServer server)
    {
        await server.Part<Sealer>().SealAllAsync(Token);
        return NoteKey.Parse((await server.GetAsync("/v1/ledger/key")).Json.GetProperty("keys")[0].GetProperty("key").GetString()!)!;
    }

    private static async Task<int[]> AskAsync(TestServer log)
    {
        RecordingLogOf<WitnessAsker> events = new();
        using WitnessAsker asker = new(log.Part<Store>(), log.Part<ProofMaker>(), log.Part<ServerOptions>(), events);
        await asker.PassAsync(Token);
        return events.Events;
    }

    private static async Task<EvidencePack> PackAsync(TestServer server, string question, NoteKey key, string? known = null)
    {
        TestServer.Answer answer = await server.PostAsync("/v1/ledger/packs", question);
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Empty(PackVerifier.Verify(Encoding.UTF8.GetBytes(answer.Text), [key], known, out EvidencePack? pack));
        return pack!;
    }

    private static async Task<List<JsonElement>> EntriesOfAsync(TestServer server, string exchange)
    {
        JsonElement page = (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json;
        return [.. page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("entry")).Where(e => Text(e, "exchange") == exchange)];
    }

    private static async Task<LedgerReport> VerifyAsync(string root, string? known = null)
    {
        await using StoredLedger ledger = StoredLedger.OpenFile(Path.Combine(root, "store.db"));
        return await ledger.VerifyAsync(await ledger.KeysAsync(Token), known, Token);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AddAsync(TestServer witness, string body)
    {
        using HttpClient client = new() { BaseAddress = witness.Address };
        using HttpResponseMessage response = await client.PostAsync("v1/ledger/witness/add-checkpoint", new StringContent(body), Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private static List<TreeHash> Leaves(byte[] bundle)
    {
        List<TreeHash> leaves = [];
        ReadOnlySpan<byte> rest = bundle;
        while (EntryReader.TryTake(ref rest, out ReadOnlySpan<byte> entry))
        {
            leaves.Add(TreeHash.Leaf(entry));
        }

        return leaves;
    }

    private static List<TreeHash> Hashes(JsonElement proof) =>
        [.. proof.GetProperty("proof").EnumerateArray().Select(h => TreeHash.TryParse(h.GetString(), out TreeHash hash) ? hash : default)];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string Sha256(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
