using Parley.Engine.Evidence;

namespace Parley.Server.Storage;

/// <summary>What the writer knows beside the database: the receipts and the order of deliveries. Owned by the writer's thread.</summary>
internal sealed class WriterState(ReceiptIndex receipts, TimeProvider time)
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly Dictionary<ulong, long> _uncommitted = [];
    private long _sequence;

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
    public void AddEntry(LedgerEntry entry) => _entries.Add(entry);

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        _uncommitted.Clear();
        _entries.Clear();
        Now = Clock.Microseconds(time);
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
