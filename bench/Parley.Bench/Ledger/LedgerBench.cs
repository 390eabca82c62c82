using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Bench.Ledger;

/// <summary>Fills a store with entries as exchanges leave them, seals it as the server does, verifies it as the command line does, and makes proofs.</summary>
/// <param name="folder">Where the store is made, and deleted afterwards.</param>
/// <param name="entries">How many entries to fill it with.</param>
/// <param name="keep">A folder whose store stays: filled when it is not there, and only sealed to its end and verified when it is.</param>
internal sealed class LedgerBench(string folder, int entries, string? keep)
{
    private const int EntriesInWork = 100;
    private const int ProofsEach = 200;

    public static void Print(LedgerResult r)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{r.Entries:N0} entries, store {r.StoreMegabytes:N0} MB: written {r.WritePerSecond:N0}/s, sealed {r.SealPerSecond:N0}/s by the clock and {r.SealPerCoreSecond:N0}/s a core, verified in {r.VerifySeconds:0.0} s ({r.VerifyCoreSeconds:0.0} s of processor time), {r.Findings} findings"));
        Console.WriteLine("| entries | hashes in a proof | made in us | verified in us |");
        Console.WriteLine("|--:|--:|--:|--:|");
        foreach (var p in r.Proofs)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {p.Size:N0} | {p.Hashes} | {p.MakeMicroseconds:0} | {p.VerifyMicroseconds:0.0} |"));
        }
    }

    public async Task<LedgerResult> RunAsync(CancellationToken cancellationToken)
    {
        if (keep is not null)
        {
            return await RunAsync(Directory.CreateDirectory(keep).FullName, cancellationToken);
        }

        var root = Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName;
        try
        {
            return await RunAsync(root, cancellationToken);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static LedgerEntry Entry(int i)
    {
        var exchange = PublicId.Exchange(1_000_000_000_000 + (i / 2));
        var entry = new LedgerEntry
        {
            Action = LedgerAction.Collection,
            At = 1_795_342_830_000_000 + i,
            Actor = "system:control",
            Organisation = "wexshire-police",
            Exchange = exchange,
            Content = new byte[32],
            Subjects = [(ulong)i * 0x9e3779b97f4a7c15],
            Outcome = "accepted",
        };
        return i % 2 == 0
            ? entry
            : entry with { Action = LedgerAction.Disclosure, Actor = "platform", Recipient = "wexshire-records", RecipientSystem = "records", Delivery = exchange + "-1", Outcome = "delivered" };
    }

    private static (double Clock, double Processor) Since(Stopwatch clock, TimeSpan processor) =>
        (clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds);

    private async Task<LedgerResult> RunAsync(string root, CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, "store.db");
        var filled = File.Exists(path);
        InstallationDefinition installation = new() { Name = "bench", Organisation = "wexshire-police", DictionaryVersion = "" };
        ServerOptions options = new()
        {
            Root = root,
            Workspace = new LoadedWorkspace
            {
                Version = "bench",
                Installation = installation,
                Dictionary = null!,
                Organisations = new Dictionary<string, OrganisationDefinition>(),
                Systems = new Dictionary<string, SystemDefinition>(),
                Translations = new Dictionary<string, Engine.Translation.Translator>(),
            },
        };
        await using Store store = new(new SqliteDialect(path), new ContentKeys(new KeyFile(path + ".keys", master: null)), TimeProvider.System);
        await store.StartAsync(NullLogger.Instance, cancellationToken);
        using var identity = LedgerIdentity.Load(installation, new Secrets(root), NullLogger.Instance);

        var clock = Stopwatch.StartNew();
        if (!filled)
        {
            await WriteAsync(store, cancellationToken);
        }

        var written = clock.Elapsed.TotalSeconds;

        using Sealer sealer = new(store, identity, new LedgerState(store, options), new SubjectIndex(store), options, NullLogger<Sealer>.Instance);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        clock.Restart();
        await sealer.SealAllAsync(cancellationToken);
        var (sealClock, sealProcessor) = Since(clock, processor);

        // The key's own entry came first and is sealed with the next round.
        await sealer.SealAllAsync(cancellationToken);
        await using var ledger = StoredLedger.OpenFile(path);

        // The heap that filling the store has left is not the verifier's.
        GC.Collect();
        processor = Process.GetCurrentProcess().TotalProcessorTime;
        clock.Restart();
        var report = await ledger.VerifyAsync(await ledger.KeysAsync(cancellationToken), null, cancellationToken);
        var (verifyClock, verifyProcessor) = Since(clock, processor);
        return new LedgerResult(
            report.Entries, entries / written, entries / sealClock, entries / sealProcessor, verifyClock, verifyProcessor, report.Findings.Count,
            new FileInfo(path).Length / 1e6, await ProofsAsync(store, report.Entries, cancellationToken));
    }

    private async Task WriteAsync(Store store, CancellationToken cancellationToken)
    {
        List<Task> waiting = [];
        for (var i = 0; i < entries; i += EntriesInWork)
        {
            var first = i;
            waiting.Add(store.WriteAsync(
                new StatementsWork((_, state) =>
                {
                    for (var n = first; n < Math.Min(first + EntriesInWork, entries); n++)
                    {
                        state.AddEntry(Entry(n));
                    }
                }),
                cancellationToken));
            if (waiting.Count == 64)
            {
                await Task.WhenAll(waiting);
                waiting.Clear();
            }
        }

        await Task.WhenAll(waiting);
    }

    private static async Task<List<ProofResult>> ProofsAsync(Store store, long size, CancellationToken cancellationToken)
    {
        List<ProofResult> results = [];
        ProofMaker maker = new(store);
        Random random = new(1);
        for (long tree = 1000; tree <= size; tree *= 10)
        {
            List<double> made = [];
            List<double> verified = [];
            var most = 0;
            for (var i = 0; i < ProofsEach; i++)
            {
                var number = random.NextInt64(tree);
                var started = Stopwatch.GetTimestamp();
                var proof = (await maker.InclusionAsync([number], tree, cancellationToken))[0];
                made.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
                most = Math.Max(most, proof.Count);
                started = Stopwatch.GetTimestamp();
                MerkleProof.VerifyInclusion(TreeHash.Empty, number, tree, TreeHash.Empty, proof);
                verified.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }

            made.Sort();
            verified.Sort();
            results.Add(new ProofResult(tree, most, made[ProofsEach / 2], verified[ProofsEach / 2]));
        }

        return results;
    }
}
