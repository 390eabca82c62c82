using Parley.Engine.Evidence;

namespace Parley.Server.Storage;

/// <summary>What the writer knows beside the database: the receipts and the order of deliveries. Owned by the writer's thread.</summary>
/// <param name="receipts">What was taken in.</param>
/// <param name="time">The clock.</param>
internal sealed class WriterState(ReceiptIndex receipts, TimeProvider time)
{
    /// <summary>False only in the bench that measures what the ledger costs; there is no setting for it.</summary>
    internal static readonly bool LedgerOn = Environment.GetEnvironmentVariable("PARLEY_BENCH_NO_LEDGER") != "1";

    private readonly EntryBatchWriter _entries = new();
    private readonly List<LedgerEntry> _added = [];
    private readonly Dictionary<ulong, long> _uncommitted = [];
    private LedgerBatchRow? _batch;
    private long _sequence;
    private long? _ledgerHead;

    /// <summary>The time of the transaction, microseconds since 1970.</summary>
    public long Now { get; private set; }

    /// <summary>The next place in the order of deliveries.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>Goes on from what a store already holds.</summary>
    public void StartAfter(long sequence) => _sequence = Math.Max(_sequence, sequence);

    /// <summary>Finds an exchange by the hash of its idempotency key, this transaction's own included.</summary>
    public bool TryFindReceipt(ulong hash, out long exchange) =>
        _uncommitted.TryGetValue(hash, out exchange) || receipts.TryFind(hash, out exchange);

    /// <summary>Remembers a receipt if the transaction commits.</summary>
    public void AddReceipt(ulong hash, long exchange) => _uncommitted[hash] = exchange;

    /// <summary>Puts an entry into the ledger if the transaction commits.</summary>
    public void AddEntry(LedgerEntry entry)
    {
        if (LedgerOn)
        {
            _added.Add(entry);
        }
    }

    /// <summary>How many entries the ledger has, this transaction's not counted.</summary>
    public long LedgerHead => _ledgerHead ?? 0;

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        _uncommitted.Clear();
        _added.Clear();
        _entries.Reset();
        _batch = null;
        Now = Clock.Microseconds(time);
    }

    /// <summary>Asks the store where the ledger ends, unless that is known. Called when the transaction has begun.</summary>
    public void FindLedgerHead(StoreSession session) => _ledgerHead ??= session.LedgerHead();

    /// <summary>The transaction failed: where the ledger ends is asked anew, for the commit may have taken effect though its answer got lost.</summary>
    public void Rollback() => _ledgerHead = null;

    /// <summary>Writes the transaction's entries as one row. The numbers go on from what is committed, so that no failure leaves a gap.</summary>
    public void WriteEntries(StoreSession session)
    {
        if (_added.Count > 0)
        {
            _entries.AddAll(_added);
            _batch = new LedgerBatchRow(LedgerHead, _entries.Count, Now, _entries.Written.ToArray());
            session.Execute(Statements.InsertLedgerBatch, _batch.First, _batch.Count, _batch.At, _batch.Entries);
        }
    }

    /// <summary>The transaction's entries are durable.</summary>
    /// <returns>They; null when there are none.</returns>
    public LedgerBatchRow? CommitEntries()
    {
        _ledgerHead += _entries.Count;
        return _batch;
    }

    /// <summary>Makes the transaction's receipts known to all.</summary>
    public void Commit()
    {
        foreach ((ulong hash, long exchange) in _uncommitted)
        {
            receipts.Add(hash, exchange);
        }

        _uncommitted.Clear();
    }
}
