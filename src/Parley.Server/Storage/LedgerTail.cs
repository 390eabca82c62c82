namespace Parley.Server.Storage;

/// <summary>The last committed batches of the ledger, so that the sealer need not read from the store what was written a moment ago. Safe for many threads.</summary>
internal sealed class LedgerTail
{
    private const long MostBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly Queue<LedgerBatchRow> _batches = new();
    private long _bytes;
    private long _end;

    /// <summary>Adds what has just become durable; the oldest goes when there is too much.</summary>
    public void Add(LedgerBatchRow batch)
    {
        lock (_gate)
        {
            if (batch.First != _end)
            {
                Clear();
            }

            _batches.Enqueue(batch);
            _bytes += batch.Entries.Length;
            _end = batch.First + batch.Count;
            while (_bytes > MostBytes)
            {
                Drop();
            }
        }
    }

    /// <summary>The batches from the one with an entry on, without a gap; empty when that one is not here. What lies before is forgotten.</summary>
    public IReadOnlyList<LedgerBatchRow> From(long entry)
    {
        lock (_gate)
        {
            while (_batches.TryPeek(out LedgerBatchRow? first) && first.First + first.Count <= entry)
            {
                Drop();
            }

            return _batches.TryPeek(out LedgerBatchRow? next) && next.First <= entry ? [.. _batches] : [];
        }
    }

    private void Drop() => _bytes -= _batches.Dequeue().Entries.Length;

    private void Clear()
    {
        _batches.Clear();
        _bytes = 0;
    }
}
