namespace Parley.Server.Storage;

/// <summary>
/// What has been taken in lately, in memory: a 64-bit hash of the idempotency key leads to the exchange. Grows by segments of fixed size, so
/// that neither an insert nor the passing of the window ever stops the writer; sixteen bytes a slot.
/// </summary>
/// <remarks>A hash is only a hint: whoever finds one reads the exchange and compares the key itself. Added to by the writer's thread; read by any.</remarks>
internal sealed class ReceiptIndex(int segmentSlots = 1 << 17, int mostSegments = 64)
{
    private volatile Segment[] _segments = [];

    /// <summary>How many receipts are remembered.</summary>
    public int Count => _segments.Sum(s => s.Count);

    /// <summary>Receipts forgotten because there were more than memory is given for, before their window had passed.</summary>
    public long ForgottenEarly { get; private set; }

    /// <summary>Finds the exchange of a hash.</summary>
    public bool TryFind(ulong hash, out long exchange)
    {
        Segment[] segments = _segments;
        for (int i = segments.Length - 1; i >= 0; i--)
        {
            if (segments[i].TryFind(hash, out exchange))
            {
                return true;
            }
        }

        exchange = 0;
        return false;
    }

    /// <summary>Remembers a receipt.</summary>
    public void Add(ulong hash, long exchange)
    {
        Segment[] segments = _segments;
        if (segments.Length == 0 || segments[^1].IsFull)
        {
            if (segments.Length == mostSegments)
            {
                ForgottenEarly += segments[0].Count;
                segments = segments[1..];
            }

            _segments = segments = [.. segments, new Segment(segmentSlots)];
        }

        segments[^1].Add(hash, exchange);
    }

    /// <summary>Forgets segments whose receipts are all older than a key.</summary>
    public void Forget(long olderThan)
    {
        Segment[] segments = _segments;
        int old = 0;
        while (old < segments.Length - 1 && segments[old].Newest < olderThan)
        {
            old++;
        }

        if (old > 0)
        {
            _segments = segments[old..];
        }
    }

    private sealed class Segment(int slots)
    {
        private readonly ulong[] _hashes = new ulong[slots];
        private readonly long[] _exchanges = new long[slots];

        public int Count { get; private set; }

        public long Newest { get; private set; }

        public bool IsFull => Count > slots - (slots >> 2);

        public bool TryFind(ulong hash, out long exchange)
        {
            for (int slot = (int)(hash % (uint)slots); ; slot = slot + 1 == slots ? 0 : slot + 1)
            {
                exchange = Volatile.Read(ref _exchanges[slot]);
                if (exchange == 0)
                {
                    return false;
                }

                if (_hashes[slot] == hash)
                {
                    return true;
                }
            }
        }

        public void Add(ulong hash, long exchange)
        {
            int slot = (int)(hash % (uint)slots);
            while (_exchanges[slot] != 0)
            {
                slot = slot + 1 == slots ? 0 : slot + 1;
            }

            // The hash is there before the key that makes the slot count for readers.
            _hashes[slot] = hash;
            Volatile.Write(ref _exchanges[slot], exchange);
            Count++;
            Newest = Math.Max(Newest, exchange);
        }
    }
}
