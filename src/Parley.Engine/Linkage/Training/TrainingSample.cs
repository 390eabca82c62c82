using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Engine.Linkage.Training;

/// <summary>Draws the pairs to train on. Records are drawn by a hash of id and seed, never by their place in the file.</summary>
internal sealed class TrainingSample
{
    private const int MostBlockedPairs = 300_000;
    private const int MostRandomRecords = 700;

    private readonly RecordTable _table;
    private readonly BlockIndex _blocks;
    private readonly bool _across;
    private readonly int _degree;
    private readonly ulong _seed;

    public TrainingSample(RecordTable table, BlockIndex blocks, bool acrossSources, int degree, int seed)
    {
        _table = table;
        _blocks = blocks;
        _across = acrossSources;
        _degree = degree;
        _seed = (ulong)(uint)seed;
        long pairs = Math.Max(1, blocks.Reports.Where(r => r.Used).Sum(r => r.Pairs));
        Share = Math.Min(1, MostBlockedPairs / (double)pairs);
    }

    /// <summary>The share of records drawn for blocked pairs.</summary>
    public double Share { get; }

    /// <summary>For how many pairs of the file each blocked pair of the sample stands.</summary>
    public double Scale => 1 / (1 - ((1 - Share) * (1 - Share)));

    /// <summary>Pairs that share a block.</summary>
    public (PairPattern[] Patterns, int[] Counts) Blocked(MatchWeights weights)
    {
        bool[] drawn = Drawn(Share);
        uint[] learnable = [.. BlockingRules.All.Select(Learnable)];
        PatternCounts all = new();
        object gate = new();
        int chunks = Math.Max(1, Math.Min(_degree * 4, _table.Count / 2000));
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = _degree }, chunk =>
        {
            PairComparer comparer = new(_table);
            CandidateFinder finder = new(_table, _blocks, _across);
            PatternCounts counts = new();
            int end = (int)((long)_table.Count * (chunk + 1) / chunks);
            for (int row = (int)((long)_table.Count * chunk / chunks); row < end; row++)
            {
                if (!drawn[row])
                {
                    continue;
                }

                foreach (int other in finder.Find(row, false))
                {
                    if (!drawn[other] || other < row)
                    {
                        counts.Add(Pattern(weights, comparer, row, other, Learnable(learnable, finder.RulesOf(other))));
                    }
                }
            }

            lock (gate)
            {
                all.Add(counts);
            }
        });
        return all.InOrder();
    }

    /// <summary>Pairs drawn at random: all pairs of some records.</summary>
    public (PairPattern[] Patterns, int[] Counts) Random(MatchWeights weights)
    {
        bool[] drawn = Drawn(Math.Min(1, (double)MostRandomRecords / Math.Max(1, _table.Count)));
        int[] rows = [.. Enumerable.Range(0, _table.Count).Where(r => drawn[r])];
        PairComparer comparer = new(_table);
        PatternCounts counts = new();
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                counts.Add(Pattern(weights, comparer, rows[i], rows[j], uint.MaxValue));
            }
        }

        return counts.InOrder();
    }

    private bool[] Drawn(double share)
    {
        bool[] drawn = new bool[_table.Count];
        ulong bound = share >= 1 ? ulong.MaxValue : (ulong)(ulong.MaxValue * share);
        for (int row = 0; row < drawn.Length; row++)
        {
            drawn[row] = share >= 1 || StableHash.Of(_table.Id(row), _seed + (uint)_table.Source(row)) <= bound;
        }

        return drawn;
    }

    private PairPattern Pattern(MatchWeights weights, PairComparer comparer, int row, int other, uint learnable)
    {
        ulong levels = comparer.Compare(row, other);
        return new PairPattern(levels, learnable & ((1u << _table.Schema.Comparisons.Count) - 1), weights.RarityBeyondModel(row, other, levels));
    }

    // The comparisons that a rule does not use.
    private uint Learnable(BlockingRule rule)
    {
        uint mask = 0;
        for (int c = 0; c < _table.Schema.Comparisons.Count; c++)
        {
            ComparisonKind kind = _table.Schema.Comparisons[c].Kind;
            bool uses = rule.Uses.Contains(kind) || (kind == ComparisonKind.Address && rule.Uses.Contains(ComparisonKind.Postcode)) || (kind == ComparisonKind.Postcode && rule.Uses.Contains(ComparisonKind.Address));
            mask |= uses ? 0 : 1u << c;
        }

        return mask;
    }

    private static uint Learnable(uint[] byRule, uint rules)
    {
        uint mask = 0;
        for (int rule = 0; rule < byRule.Length; rule++)
        {
            mask |= (rules & (1u << rule)) != 0 ? byRule[rule] : 0;
        }

        return mask;
    }
}
