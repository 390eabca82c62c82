using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>
/// Seals the ledger behind the flow: reads committed entries, extends the tree, stores tiles and a signed checkpoint, and keeps the index. Nothing waits
/// for it, until it is too far behind (<see cref="LedgerState.IsTooFarBehind"/>).
/// </summary>
internal sealed class Sealer(Store store, LedgerIdentity identity, LedgerState state, SubjectIndex index, ServerOptions options, ILogger<Sealer> log)
    : BackgroundService
{
    private const int EntriesAtOnce = 20_000;

    private readonly AsyncLock _one = new();
    private TiledTree? _tree;
    private bool _failing;

    /// <summary>Seals what is committed: at each tick, and when evidence is asked for.</summary>
    public async Task SealAllAsync(CancellationToken cancellationToken)
    {
        using AsyncLock.Scope alone = await _one.EnterAsync(cancellationToken);
        try
        {
            _tree ??= await LoadAsync(cancellationToken);
            while (_tree.Size < store.LedgerHead)
            {
                await SealSomeAsync(_tree, cancellationToken);
            }

            state.NoteCaughtUp();
        }
        catch
        {
            // The tree may be ahead of what is stored: it is read anew next time.
            _tree = null;
            throw;
        }
    }

    /// <summary>Seals what came in to the last, so that an orderly end leaves nothing unproven.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Workspace.Installation.Ledger.SealEvery, options.Time);
        do
        {
            await TryAsync(stoppingToken);
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        bool behind = state.IsTooFarBehind;
        try
        {
            await SealAllAsync(stoppingToken);
            if (_failing || behind)
            {
                _failing = false;
                Log.LedgerRecovered(log);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next server goes on from the last checkpoint.
        }
        catch (Exception failure)
        {
            // The last guard of the sealing loop: whatever it is, it is tried again at the next tick.
            if (!_failing)
            {
                _failing = true;
                Log.LedgerNotSealed(log, failure);
            }
        }
    }

    private async Task<TiledTree> LoadAsync(CancellationToken cancellationToken)
    {
        CheckpointRow? last = await store.Ledger.LastCheckpointAsync(cancellationToken);
        long size = last?.Size ?? 0;
        TiledTree tree = new(size, await store.Ledger.EdgesAsync(size, cancellationToken));
        if (last is not null && Checkpoint.Parse(SignedNote.Parse(last.Note)?.Text ?? "")?.Root != tree.Root())
        {
            throw new InvalidOperationException($"The ledger's tiles do not give the root of its checkpoint of size {size}: run 'parley ledger verify'.");
        }

        List<IndexPair> pairs = [];
        await foreach ((long number, byte[] entry) in store.Ledger.EntriesAsync(await index.StartAsync(cancellationToken), size, cancellationToken))
        {
            EntryFacts.Read(entry, number, pairs);
        }

        index.Add(pairs);
        await KeepKeysAsync(size, cancellationToken);
        state.Sealed = size;
        return tree;
    }

    private async Task SealSomeAsync(TiledTree tree, CancellationToken cancellationToken)
    {
        SealedFacts facts = new();
        long end = Math.Min(store.LedgerHead, tree.Size + EntriesAtOnce);
        foreach (LedgerBatchRow batch in store.LedgerTail.From(tree.Size))
        {
            Append(tree, batch, end, facts);
        }

        if (tree.Size < end)
        {
            await AppendStoredAsync(tree, end, facts, cancellationToken);
        }

        if (tree.Size != end)
        {
            throw new InvalidOperationException($"The ledger ends at entry {tree.Size} and should have {end}: run 'parley ledger verify'.");
        }

        long now = Clock.Microseconds(options.Time);
        Checkpoint checkpoint = new(identity.Origin, tree.Size, tree.Root()) { Extensions = [$"time {Clock.Moment(now):yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}"] };
        string text = checkpoint.Text;
        SignedNote note = new(text, [.. identity.Signers.Select(s => s.Sign(text))]);
        await store.WriteAsync(new SealWork(tree.TakeChanged(), new CheckpointRow(tree.Size, now, facts.Least, facts.Most, note.ToString())), cancellationToken);
        index.Add(facts.Pairs);
        state.Sealed = tree.Size;
        await index.FlushAsync(tree.Size, cancellationToken);
    }

    /// <summary>Extends the tree by what is no longer in memory, or is not yet: after a start, or when sealing has been held up.</summary>
    private async Task AppendStoredAsync(TiledTree tree, long end, SealedFacts facts, CancellationToken cancellationToken)
    {
        await foreach (LedgerBatchRow batch in store.Ledger.BatchesAsync(tree.Size, cancellationToken))
        {
            Append(tree, batch, end, facts);
            if (tree.Size == end)
            {
                return;
            }
        }
    }

    /// <summary>Extends the tree by a batch's entries, those that it has already and those from the end on left out.</summary>
    private static void Append(TiledTree tree, LedgerBatchRow batch, long end, SealedFacts facts)
    {
        if (batch.First > tree.Size)
        {
            throw new InvalidOperationException($"The ledger's entry {tree.Size} is missing: run 'parley ledger verify'.");
        }

        List<ReadOnlyMemory<byte>> entries = facts.Entries;
        entries.Clear();
        ReadOnlySpan<byte> rest = batch.Entries;
        for (long number = batch.First; number < end && EntryReader.TryTake(ref rest, out ReadOnlySpan<byte> entry); number++)
        {
            if (number >= tree.Size)
            {
                entries.Add(batch.Entries.AsMemory(batch.Entries.Length - rest.Length - entry.Length, entry.Length));
            }
        }

        TreeHash[] leaves = new TreeHash[entries.Count];
        TreeHash.Leaves(CollectionsMarshal.AsSpan(entries), leaves);
        for (int i = 0; i < leaves.Length; i++)
        {
            facts.Add(EntryFacts.Read(entries[i].Span, tree.Size + i, facts.Pairs));
        }

        tree.AppendAll(leaves);
    }

    /// <summary>Notes which keys sign from here on and which no longer do; each change is an entry of the ledger itself.</summary>
    private async Task KeepKeysAsync(long size, CancellationToken cancellationToken)
    {
        List<LedgerKeyRow> known = await store.Ledger.KeysAsync(cancellationToken);
        List<string> signing = [.. identity.Signers.Select(s => s.Key.ToString())];
        List<string> fresh = [.. signing.Where(k => !known.Exists(r => r.Id == k && r.Until is null))];
        List<string> retired = [.. known.Where(r => r.Until is null && !signing.Contains(r.Id)).Select(r => r.Id)];
        if (fresh.Count + retired.Count == 0)
        {
            return;
        }

        long now = Clock.Microseconds(options.Time);
        await store.WriteAsync(
            new StatementsWork((session, writer) =>
            {
                foreach (string key in fresh)
                {
                    session.Execute(Statements.InsertLedgerKey, key, size);
                    writer.AddEntry(KeyEntry(key, "ledger-key-added", now));
                }

                foreach (string key in retired)
                {
                    session.Execute(Statements.RetireLedgerKey, key, size);
                    writer.AddEntry(KeyEntry(key, "ledger-key-retired", now));
                }
            }),
            cancellationToken);
    }

    /// <summary>What is noted of the entries under one checkpoint.</summary>
    private sealed class SealedFacts
    {
        /// <summary>The entries of the batch that is looked at.</summary>
        public List<ReadOnlyMemory<byte>> Entries { get; } = [];

        public List<IndexPair> Pairs { get; } = [];

        public long Least { get; private set; } = long.MaxValue;

        public long Most { get; private set; } = long.MinValue;

        public void Add(long at) => (Least, Most) = (Math.Min(Least, at), Math.Max(Most, at));
    }

    private LedgerEntry KeyEntry(string key, string outcome, long now) => new()
    {
        Action = LedgerAction.Authority,
        At = now,
        Actor = "platform",
        Organisation = options.Workspace.Installation.Organisation,
        Reason = key,
        Outcome = outcome,
    };
}
