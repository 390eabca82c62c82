using System.Data.Common;
using System.Runtime.CompilerServices;
using Parley.Engine.Evidence;

namespace Parley.Server.Storage;

/// <summary>All questions put to the stored ledger; needs no more than connections that can read.</summary>
internal sealed class LedgerReader(Func<CancellationToken, ValueTask<DbConnection>> open)
{
    private const int FewBatches = 32;
    private const int ManyBatches = 1024;
    private const int MuchContent = 4 << 20;

    /// <summary>How many entries there are.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken) =>
        (await QueryAsync(Statements.SelectLedgerHead, r => r.GetInt64(0), cancellationToken)).FirstOrDefault();

    /// <summary>When the batch with an entry was committed; null when there is none.</summary>
    public async Task<long?> CommittedAtAsync(long entry, CancellationToken cancellationToken) => (await QueryAsync<long?>(
        "SELECT at FROM ledger_batches WHERE first_seq <= $1 ORDER BY first_seq DESC LIMIT 1", r => r.GetInt64(0), cancellationToken, entry)).FirstOrDefault();

    /// <summary>Batches in order, from the one with an entry to the end.</summary>
    public async IAsyncEnumerable<LedgerBatchRow> BatchesAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long next = (await QueryAsync(
            "SELECT first_seq FROM ledger_batches WHERE first_seq <= $1 ORDER BY first_seq DESC LIMIT 1", r => r.GetInt64(0), cancellationToken, from)).FirstOrDefault();
        int limit = FewBatches;
        while (true)
        {
            List<LedgerBatchRow> rows = await QueryAsync(
                "SELECT first_seq, count, at, entries FROM ledger_batches WHERE first_seq >= $1 ORDER BY first_seq LIMIT $2",
                r => new LedgerBatchRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetFieldValue<byte[]>(3)),
                cancellationToken,
                next,
                (long)limit);
            foreach (LedgerBatchRow row in rows)
            {
                yield return row;
                next = row.First + 1;
            }

            if (rows.Count < limit)
            {
                yield break;
            }

            // Quiet times leave small batches, busy ones large: as many at once as keep memory small.
            limit = rows.Sum(r => (long)r.Entries.Length) * (ManyBatches / limit) < MuchContent ? ManyBatches : FewBatches;
        }
    }

    /// <summary>Entries in order, from one on, up to but not with another.</summary>
    public async IAsyncEnumerable<(long Number, byte[] Entry)> EntriesAsync(long from, long end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (from >= end)
        {
            yield break;
        }

        await foreach (LedgerBatchRow batch in BatchesAsync(from, cancellationToken))
        {
            long number = batch.First;
            foreach (byte[] entry in Split(batch.Entries))
            {
                if (number >= from && number < end)
                {
                    yield return (number, entry);
                }

                number++;
            }

            if (number >= end)
            {
                yield break;
            }
        }
    }

    /// <summary>A tile, as wide as it is stored; null when there is none.</summary>
    public async Task<Tile?> TileAsync(int level, long number, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT hashes FROM ledger_tiles WHERE level = $1 AND number = $2",
        r => new Tile(level, number, r.GetFieldValue<byte[]>(0)),
        cancellationToken,
        (long)level,
        number)).FirstOrDefault();

    /// <summary>The tiles of a level from one number up to but not with another that there are, as wide as they are stored.</summary>
    public Task<List<Tile>> TilesAsync(int level, long from, long end, CancellationToken cancellationToken) => QueryAsync(
        "SELECT number, hashes FROM ledger_tiles WHERE level = $1 AND number >= $2 AND number < $3",
        r => new Tile(level, r.GetInt64(0), r.GetFieldValue<byte[]>(1)),
        cancellationToken,
        (long)level,
        from,
        end);

    /// <summary>The right-most tile of each level for a tree of a size; an empty one where the level's tiles are all full.</summary>
    public async Task<List<Tile>> EdgesAsync(long size, CancellationToken cancellationToken)
    {
        List<Tile> edges = [];
        for (int level = 0; size >> (level * Tile.Height) > 0; level++)
        {
            long number = size >> ((level + 1) * Tile.Height);
            int width = Tile.PartialWidth(level, size);
            Tile? tile = width == 0 ? new Tile(level, number, []) : await TileAsync(level, number, cancellationToken);
            edges.Add(tile is not null && tile.Width >= width
                ? tile with { Hashes = tile.Hashes[..(width * TreeHash.Size)] }
                : throw new StoreUnavailableException($"The ledger's tile {level}/{number} is not as wide as its checkpoint of size {size} needs.", null));
        }

        return edges;
    }

    /// <summary>How far tiles and index show that entries were sealed.</summary>
    public async Task<long> ReachAsync(CancellationToken cancellationToken)
    {
        List<Tile> last = await QueryAsync(
            "SELECT number, hashes FROM ledger_tiles WHERE level = 0 ORDER BY number DESC LIMIT 1", r => new Tile(0, r.GetInt64(0), r.GetFieldValue<byte[]>(1)), cancellationToken);
        long tiles = last is [Tile tile] ? (tile.Number * Tile.FullWidth) + tile.Width : 0;
        List<SegmentRow> segments = await SegmentsAsync(cancellationToken);
        return Math.Max(tiles, segments.Count == 0 ? 0 : segments.Max(s => s.End));
    }

    /// <summary>The newest exchange that was recorded with an entry; null before the first. Of notices the entry names the exchange that they are about.</summary>
    public async Task<long?> NewestExchangeAsync(CancellationToken cancellationToken) => (await QueryAsync<long?>(
        "SELECT id FROM exchanges WHERE via <> 'notice' ORDER BY id DESC LIMIT 1", r => r.GetInt64(0), cancellationToken)).FirstOrDefault();

    /// <summary>Whether any entry has some bytes in it; looked for from the newest back.</summary>
    public async Task<bool> HasAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        for (long before = long.MaxValue; ;)
        {
            List<(long First, bool Has)> some = await QueryAsync(
                "SELECT first_seq, entries FROM ledger_batches WHERE first_seq < $1 ORDER BY first_seq DESC LIMIT $2",
                r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1).AsSpan().IndexOf(bytes) >= 0),
                cancellationToken,
                before,
                (long)FewBatches);
            if (some.Count == 0 || some.Exists(b => b.Has))
            {
                return some.Count > 0;
            }

            before = some[^1].First;
        }
    }

    /// <summary>The last checkpoint; null before the first.</summary>
    public async Task<CheckpointRow?> LastCheckpointAsync(CancellationToken cancellationToken) =>
        (await CheckpointsAsync("ORDER BY size DESC LIMIT 1", cancellationToken)).FirstOrDefault();

    /// <summary>The checkpoint of a size; null when none was sealed there.</summary>
    public async Task<CheckpointRow?> CheckpointAsync(long size, CancellationToken cancellationToken) =>
        (await CheckpointsAsync("WHERE size = $1", cancellationToken, size)).FirstOrDefault();

    /// <summary>Checkpoints from small to large, those above a size.</summary>
    public Task<List<CheckpointRow>> CheckpointsAfterAsync(long size, int limit, CancellationToken cancellationToken) =>
        CheckpointsAsync("WHERE size > $1 ORDER BY size LIMIT $2", cancellationToken, size, (long)limit);

    /// <summary>The ranges of entries that may hold one of a time in [from, to), whatever the clock has done meanwhile; neighbours are joined.</summary>
    public async Task<List<(long First, long End)>> RangesAsync(long from, long to, CancellationToken cancellationToken)
    {
        List<(long First, long End)> found = await QueryAsync(
            """
            SELECT COALESCE((SELECT MAX(p.size) FROM ledger_checkpoints p WHERE p.size < c.size), 0), c.size
            FROM ledger_checkpoints c WHERE c.most_at >= $1 AND c.least_at < $2 ORDER BY c.size
            """,
            r => (r.GetInt64(0), r.GetInt64(1)),
            cancellationToken,
            from,
            to);
        List<(long First, long End)> joined = [];
        foreach ((long First, long End) range in found)
        {
            if (joined.Count > 0 && joined[^1].End == range.First)
            {
                joined[^1] = (joined[^1].First, range.End);
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }

    /// <summary>The keys that sign or have signed.</summary>
    public Task<List<LedgerKeyRow>> KeysAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, from_size, until_size FROM ledger_keys ORDER BY from_size, id",
        r => new LedgerKeyRow(r.GetString(0), r.GetInt64(1), r.IsDBNull(2) ? null : r.GetInt64(2)),
        cancellationToken);

    /// <summary>The index's segments, in the order of what they cover.</summary>
    public Task<List<SegmentRow>> SegmentsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, level, first_seq, end_seq FROM ledger_segments ORDER BY first_seq, level",
        r => new SegmentRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)),
        cancellationToken);

    /// <summary>Segments that have chunks and are none (any more): what a crash or a merge has left.</summary>
    public Task<List<long>> OrphansAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT DISTINCT segment FROM ledger_chunks WHERE segment NOT IN (SELECT id FROM ledger_segments)", r => r.GetInt64(0), cancellationToken);

    /// <summary>Whether a segment has chunks.</summary>
    public async Task<bool> HasChunksAsync(long segment, CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT n FROM ledger_chunks WHERE segment = $1 LIMIT 1", r => r.GetInt64(0), cancellationToken, segment)).Count > 0;

    /// <summary>The chunk of a segment that comes after another in order; null at the end.</summary>
    public async Task<(long FirstHash, long N, byte[] Pairs)?> NextChunkAsync(long segment, long firstHash, long n, CancellationToken cancellationToken)
    {
        List<(long, long, byte[])> found = await QueryAsync(
            """
            SELECT first_hash, n, pairs FROM ledger_chunks WHERE segment = $1 AND (first_hash > $2 OR (first_hash = $2 AND n > $3))
            ORDER BY first_hash, n LIMIT 1
            """,
            r => (r.GetInt64(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2)),
            cancellationToken,
            segment,
            firstHash,
            n);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The chunks of a segment that may hold a hash.</summary>
    public Task<List<byte[]>> ChunksOfAsync(long segment, long hash, CancellationToken cancellationToken) => QueryAsync(
        """
        SELECT pairs FROM ledger_chunks WHERE segment = $1 AND first_hash <= $2 AND first_hash >= COALESCE(
          (SELECT MAX(first_hash) FROM ledger_chunks WHERE segment = $1 AND first_hash < $2), $2) ORDER BY first_hash, n
        """,
        r => r.GetFieldValue<byte[]>(0),
        cancellationToken,
        segment,
        hash);

    /// <summary>What was last co-signed of another ledger; null for nothing.</summary>
    public async Task<WitnessedRow?> WitnessedAsync(string origin, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT size, root, note, at FROM ledger_witnessed WHERE origin = $1",
        r => new WitnessedRow(r.GetInt64(0), r.GetFieldValue<byte[]>(1), r.GetString(2), r.GetInt64(3)),
        cancellationToken,
        origin)).FirstOrDefault();

    private static List<byte[]> Split(byte[] bundle)
    {
        List<byte[]> entries = [];
        ReadOnlySpan<byte> rest = bundle;
        while (EntryReader.TryTake(ref rest, out ReadOnlySpan<byte> entry))
        {
            entries.Add(entry.ToArray());
        }

        return entries;
    }

    private Task<List<CheckpointRow>> CheckpointsAsync(string tail, CancellationToken cancellationToken, params object?[] values) => QueryAsync(
        "SELECT size, at, least_at, most_at, note FROM ledger_checkpoints " + tail,
        r => new CheckpointRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetString(4)),
        cancellationToken,
        values);

    private async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params object?[] values)
    {
        try
        {
            await using DbConnection connection = await open(cancellationToken);
            await using DbCommand command = StoreReader.Make(connection, sql, values);
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(map(reader));
            }

            return rows;
        }
        catch (DbException failure)
        {
            throw new StoreUnavailableException("The ledger cannot be read.", failure);
        }
    }
}
