using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Scoring;

/// <summary>Scores all pairs that share a block, on several threads; the answer is the same for any number of them.</summary>
internal sealed class PairScoring(RecordTable table, BlockIndex blocks, MatchWeights weights, LinkOptions options)
{
    private const int RowsOfAChunk = 8192;

    // A little below the floor, so that no rounding of sums taken in another order can part a batch from one-at-a-time.
    private const float Hopeless = BatchLinker.ReviewFloor - 0.01f;

    private long _compared;

    /// <summary>How many different pairs were compared.</summary>
    public long Compared => _compared;

    /// <summary>The pairs from the review floor up, heaviest first.</summary>
    public ScoredPair[] Run()
    {
        int chunks = (table.Count + RowsOfAChunk - 1) / RowsOfAChunk;
        List<ScoredPair>[] found = new List<ScoredPair>[chunks];
        Parallel.For(
            0,
            chunks,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            () => (Finder: new CandidateFinder(table, blocks, options.AcrossSources), Comparer: new PairComparer(table)),
            (chunk, _, own) =>
            {
                found[chunk] = Chunk(own.Finder, own.Comparer, chunk * RowsOfAChunk, Math.Min(table.Count, (chunk + 1) * RowsOfAChunk));
                return own;
            },
            _ => { });
        ScoredPair[] all = new ScoredPair[found.Sum(f => f.Count)];
        int at = 0;
        foreach (List<ScoredPair> some in found)
        {
            some.CopyTo(all, at);
            at += some.Count;
        }

        Array.Sort(all, new PairOrder(table));
        return all;
    }

    private List<ScoredPair> Chunk(CandidateFinder finder, PairComparer comparer, int from, int to)
    {
        List<ScoredPair> kept = [];
        long compared = 0;
        for (int row = from; row < to; row++)
        {
            List<int> candidates = finder.Find(row, true);
            compared += candidates.Count;
            foreach (int other in candidates)
            {
                ReadOnlySpan<int> left = table.Row(other);
                ReadOnlySpan<int> right = table.Row(row);
                ulong levels = comparer.Person(left, right);
                if (weights.Bound(left, right, levels) < Hopeless)
                {
                    continue;
                }

                float weight = weights.Total(other, row, comparer.Rest(left, right, levels));
                if (weight >= BatchLinker.ReviewFloor)
                {
                    kept.Add(new ScoredPair(other, row, weight));
                }
            }
        }

        Interlocked.Add(ref _compared, compared);
        return kept;
    }
}
