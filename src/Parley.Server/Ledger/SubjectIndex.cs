using System.Runtime.InteropServices;
using System.Text;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>
/// Finds entries by subject or exchange. Made behind the flow: what is new is kept in memory, written as a sorted segment once there is enough, and eight
/// segments of one level are merged into one of the next. An entry is so written a few times in all however large the store, always in long runs; a
/// look-up asks each segment for one chunk.
/// </summary>
internal sealed class SubjectIndex(Store store, int pairsInSegment = 1 << 16)
{
    private const int PairsInChunk = 1 << 12;
    private const int SegmentsInLevel = 8;

    private readonly Lock _gate = new();
    private List<IndexPair> _fresh = [];
    private List<IndexPair> _flushing = [];
    private long _freshFrom;

    /// <summary>The first entry that is in no segment.</summary>
    public long FreshFrom => _freshFrom;

    /// <summary>Finds where the segments end, and removes what a crash has left of others.</summary>
    /// <returns>The entry from which on entries are to be added again.</returns>
    public async Task<long> StartAsync(CancellationToken cancellationToken)
    {
        foreach (long orphan in await store.Ledger.OrphansAsync(cancellationToken))
        {
            await DropChunksAsync(orphan, cancellationToken);
        }

        List<SegmentRow> segments = await store.Ledger.SegmentsAsync(cancellationToken);
        lock (_gate)
        {
            _fresh = [];
            _freshFrom = segments.Count == 0 ? 0 : segments.Max(s => s.End);
        }

        return _freshFrom;
    }

    /// <summary>Adds what entries up to one are found by.</summary>
    public void Add(List<IndexPair> pairs)
    {
        lock (_gate)
        {
            _fresh.AddRange(pairs);
        }
    }

    /// <summary>Writes a segment if there is enough for one, and merges where a level is full. Called by the sealer alone, for what is sealed.</summary>
    /// <param name="end">The entry after the last that was added.</param>
    /// <param name="cancellationToken">Ends it between two chunks; what was begun is begun anew later.</param>
    public async Task FlushAsync(long end, CancellationToken cancellationToken)
    {
        if (_fresh.Count < pairsInSegment)
        {
            return;
        }

        lock (_gate)
        {
            (_flushing, _fresh) = (_fresh, []);
        }

        (ulong[] hashes, long[] numbers) = Sorted(_flushing);
        long id = store.Ids.Next();
        SegmentWriter writer = new(store, id);
        for (int i = 0; i < hashes.Length; i++)
        {
            if (writer.Add(new IndexPair(hashes[i], numbers[i])))
            {
                await writer.WriteChunkAsync(cancellationToken);
            }
        }

        await writer.WriteChunkAsync(cancellationToken);
        await store.WriteAsync(new StatementWork(Statements.InsertSegment, id, 0L, _freshFrom, end), cancellationToken);
        lock (_gate)
        {
            _flushing = [];
            _freshFrom = end;
        }

        await MergeAsync(cancellationToken);
    }

    /// <summary>The numbers of the entries under a hash, in order; false positives are possible and few.</summary>
    public async Task<SortedSet<long>> FindAsync(ulong hash, CancellationToken cancellationToken)
    {
        SortedSet<long> found = [];
        lock (_gate)
        {
            AddFrom(found, CollectionsMarshal.AsSpan(_fresh), hash);
            AddFrom(found, CollectionsMarshal.AsSpan(_flushing), hash);
        }

        foreach (SegmentRow segment in await store.Ledger.SegmentsAsync(cancellationToken))
        {
            foreach (byte[] chunk in await store.Ledger.ChunksOfAsync(segment.Id, new IndexPair(hash, 0).Ordered, cancellationToken))
            {
                AddFrom(found, chunk, hash);
            }
        }

        return found;
    }

    /// <summary>By hash alone, which is a plain number: three times as fast as by the pairs themselves. Pairs of one hash lie in any order.</summary>
    private static (ulong[] Hashes, long[] Numbers) Sorted(List<IndexPair> pairs)
    {
        ulong[] hashes = new ulong[pairs.Count];
        long[] numbers = new long[pairs.Count];
        for (int i = 0; i < pairs.Count; i++)
        {
            (hashes[i], numbers[i]) = (pairs[i].Hash, pairs[i].Number);
        }

        Array.Sort(hashes, numbers);
        return (hashes, numbers);
    }

    /// <summary>The hash under which an exchange's entries are found.</summary>
    public static ulong HashOfExchange(string exchange) => IndexPair.HashOf(Encoding.UTF8.GetBytes(exchange));

    private static void AddFrom(SortedSet<long> found, ReadOnlySpan<IndexPair> pairs, ulong hash)
    {
        foreach (IndexPair pair in pairs)
        {
            if (pair.Hash == hash)
            {
                found.Add(pair.Number);
            }
        }
    }

    private static void AddFrom(SortedSet<long> found, ReadOnlySpan<byte> chunk, ulong hash)
    {
        for (; chunk.Length >= IndexPair.Size; chunk = chunk[IndexPair.Size..])
        {
            IndexPair pair = IndexPair.Read(chunk);
            if (pair.Hash == hash)
            {
                found.Add(pair.Number);
            }
        }
    }

    private async Task MergeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            List<SegmentRow> segments = await store.Ledger.SegmentsAsync(cancellationToken);
            IGrouping<long, SegmentRow>? full = segments.GroupBy(s => s.Level).OrderBy(g => g.Key).FirstOrDefault(g => g.Count() >= SegmentsInLevel);
            if (full is null)
            {
                return;
            }

            await MergeAsync([.. full.OrderBy(s => s.First).Take(SegmentsInLevel)], cancellationToken);
        }
    }

    private async Task MergeAsync(List<SegmentRow> segments, CancellationToken cancellationToken)
    {
        long id = store.Ids.Next();
        SegmentWriter writer = new(store, id);
        PriorityQueue<SegmentCursor, IndexPair> cursors = new();
        foreach (SegmentRow segment in segments)
        {
            SegmentCursor cursor = new(store, segment.Id);
            if (await cursor.ReadChunkAsync(cancellationToken))
            {
                cursors.Enqueue(cursor, cursor.Current);
            }
        }

        while (cursors.TryPeek(out SegmentCursor? cursor, out IndexPair pair))
        {
            if (writer.Add(pair))
            {
                await writer.WriteChunkAsync(cancellationToken);
            }

            if (cursor.MoveNext() || await cursor.ReadChunkAsync(cancellationToken))
            {
                cursors.DequeueEnqueue(cursor, cursor.Current);
            }
            else
            {
                cursors.Dequeue();
            }
        }

        await writer.WriteChunkAsync(cancellationToken);
        SegmentRow merged = new(id, segments[0].Level + 1, segments[0].First, segments[^1].End);
        await store.WriteAsync(new StatementsWork((session, _) => Exchange(session, segments, merged)), cancellationToken);
        foreach (SegmentRow segment in segments)
        {
            await DropChunksAsync(segment.Id, cancellationToken);
        }
    }

    private static void Exchange(StoreSession session, List<SegmentRow> old, SegmentRow merged)
    {
        foreach (SegmentRow segment in old)
        {
            session.Execute(Statements.DropSegment, segment.Id);
        }

        session.Execute(Statements.InsertSegment, merged.Id, merged.Level, merged.First, merged.End);
    }

    private async Task DropChunksAsync(long segment, CancellationToken cancellationToken)
    {
        while (await store.Ledger.HasChunksAsync(segment, cancellationToken))
        {
            await store.WriteAsync(new StatementWork(Statements.DropChunks, segment), cancellationToken);
        }
    }

    /// <summary>Writes a segment chunk by chunk.</summary>
    private sealed class SegmentWriter(Store store, long segment)
    {
        private readonly byte[] _pairs = new byte[PairsInChunk * IndexPair.Size];
        private int _count;
        private long _first;
        private long _n;

        /// <summary>Adds a pair; true when the chunk is full and must be written before the next.</summary>
        public bool Add(IndexPair pair)
        {
            _first = _count == 0 ? pair.Ordered : _first;
            pair.Write(_pairs.AsSpan(_count * IndexPair.Size));
            return ++_count == PairsInChunk;
        }

        /// <summary>Writes what there is of a chunk.</summary>
        public async Task WriteChunkAsync(CancellationToken cancellationToken)
        {
            if (_count > 0)
            {
                byte[] chunk = _pairs[..(_count * IndexPair.Size)];
                await store.WriteAsync(new StatementWork(Statements.InsertChunk, segment, _first, _n++, chunk), cancellationToken);
                _count = 0;
            }
        }
    }

    /// <summary>Reads a segment in order.</summary>
    private sealed class SegmentCursor(Store store, long segment)
    {
        private byte[] _pairs = [];
        private int _at;
        private long _first = long.MinValue;
        private long _n = -1;

        public IndexPair Current { get; private set; }

        /// <summary>Goes to the next pair of the chunk; false at its end.</summary>
        public bool MoveNext()
        {
            if (_at == _pairs.Length)
            {
                return false;
            }

            Current = IndexPair.Read(_pairs.AsSpan(_at));
            _at += IndexPair.Size;
            return true;
        }

        /// <summary>Goes to the first pair of the next chunk; false at the segment's end.</summary>
        public async Task<bool> ReadChunkAsync(CancellationToken cancellationToken)
        {
            if (await store.Ledger.NextChunkAsync(segment, _first, _n, cancellationToken) is not { } chunk)
            {
                return false;
            }

            (_first, _n, _pairs, _at) = (chunk.FirstHash, chunk.N, chunk.Pairs, 0);
            return MoveNext();
        }
    }
}
