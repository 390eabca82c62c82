using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Blocking;

/// <summary>All blocks of a batch: the records of each block, and the blocks of each record.</summary>
internal sealed class BlockIndex
{
    private const int Partitions = 256;

    private readonly int[] _members;
    private readonly int[] _blockStarts;
    private readonly byte[] _rules;
    private readonly int[] _recordStarts;
    private readonly int[] _recordBlocks;

    private BlockIndex(int[] members, int[] blockStarts, byte[] rules, int records, BlockingPlan plan, IReadOnlyList<BlockReport> reports)
    {
        _members = members;
        _blockStarts = blockStarts;
        _rules = rules;
        Plan = plan;
        Reports = reports;
        (_recordStarts, _recordBlocks) = Invert(members, blockStarts, records);
    }

    /// <summary>The rules and caps that were used.</summary>
    public BlockingPlan Plan { get; }

    /// <summary>What each rule did.</summary>
    public IReadOnlyList<BlockReport> Reports { get; }

    /// <summary>The blocks of a record.</summary>
    public ReadOnlySpan<int> BlocksOf(int record) => _recordBlocks.AsSpan(_recordStarts[record], _recordStarts[record + 1] - _recordStarts[record]);

    /// <summary>The records of a block, rising.</summary>
    public ReadOnlySpan<int> Members(int block) => _members.AsSpan(_blockStarts[block], _blockStarts[block + 1] - _blockStarts[block]);

    /// <summary>The rule of a block.</summary>
    public int Rule(int block) => _rules[block];

    /// <summary>Builds the blocks.</summary>
    /// <param name="table">The records.</param>
    /// <param name="plan">The rules and caps; null to choose them by cost.</param>
    /// <param name="degree">How many threads may be used; the result is the same for any.</param>
    public static BlockIndex Build(RecordTable table, BlockingPlan? plan, int degree)
    {
        List<BlockReport> notUsed = [];
        uint enabled = plan?.Enabled ?? 0;
        if (plan is null)
        {
            (enabled, notUsed) = BlockPlanner.Choose(table);
        }

        (ulong[] keys, int[] records, int[] bounds) = Scatter(table, enabled, degree);
        Parallel.For(0, Partitions, new ParallelOptions { MaxDegreeOfParallelism = degree }, p => Array.Sort(keys, records, bounds[p], bounds[p + 1] - bounds[p]));
        int[][] sizes = Sizes(keys);
        BlockingPlan chosen = plan ?? new BlockingPlan(enabled, [.. Enumerable.Range(0, 32).Select(r =>
            r < BlockingRules.All.Count ? BlockPlanner.Cap(sizes[r], BlockPlanner.Budget(table.Count, BlockingRules.All[r].IsBroad)) : 0)]);
        return Collect(keys, records, table.Count, chosen, notUsed);
    }

    private static (ulong[] Keys, int[] Records, int[] Bounds) Scatter(RecordTable table, uint enabled, int degree)
    {
        int chunks = Math.Max(1, Math.Min(degree, table.Count / 1000));
        int[][] counts = new int[chunks][];
        (ulong[] Keys, int[] Starts)[] written = new (ulong[], int[])[chunks];
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = degree }, c => written[c] = WriteChunk(table, enabled, Bound(c), Bound(c + 1), counts[c] = new int[Partitions]));
        int[] bounds = new int[Partitions + 1];
        for (int p = 0; p < Partitions; p++)
        {
            int at = bounds[p];
            for (int c = 0; c < chunks; c++)
            {
                (counts[c][p], at) = (at, at + counts[c][p]);
            }

            bounds[p + 1] = at;
        }

        ulong[] keys = new ulong[bounds[Partitions]];
        int[] records = new int[keys.Length];
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = degree }, c =>
        {
            int first = Bound(c);
            for (int row = first; row < Bound(c + 1); row++)
            {
                for (int k = written[c].Starts[row - first]; k < written[c].Starts[row - first + 1]; k++)
                {
                    int place = counts[c][written[c].Keys[k] >> 56]++;
                    keys[place] = written[c].Keys[k];
                    records[place] = row;
                }
            }
        });
        return (keys, records, bounds);

        int Bound(int chunk) => (int)((long)table.Count * chunk / chunks);
    }

    private static (ulong[] Keys, int[] Starts) WriteChunk(RecordTable table, uint enabled, int from, int to, int[] counts)
    {
        BlockingKeys writer = new(table, enabled);
        ulong[] keys = new ulong[Math.Max(64, (to - from) * 14)];
        int[] starts = new int[to - from + 1];
        int used = 0;
        for (int row = from; row < to; row++)
        {
            if (keys.Length - used < BlockingRules.MostKeys)
            {
                Array.Resize(ref keys, keys.Length * 2);
            }

            int count = writer.Write(table.Row(row), keys.AsSpan(used, BlockingRules.MostKeys));
            for (int i = used; i < used + count; i++)
            {
                counts[keys[i] >> 56]++;
            }

            used += count;
            starts[row - from + 1] = used;
        }

        return (keys, starts);
    }

    private static int[][] Sizes(ulong[] keys)
    {
        int[][] sizes = [.. Enumerable.Range(0, 32).Select(_ => new int[BlockingPlan.MostBlock + 2])];
        for (int start = 0; start < keys.Length;)
        {
            int end = End(keys, start);
            sizes[BlockingKeys.RuleOf(keys[start])][Math.Min(end - start, BlockingPlan.MostBlock + 1)]++;
            start = end;
        }

        return sizes;
    }

    private static BlockIndex Collect(ulong[] keys, int[] records, int count, BlockingPlan plan, List<BlockReport> notUsed)
    {
        List<int> starts = [];
        List<byte> rules = [];
        long[] pairs = new long[32];
        int[] leftBlocks = new int[32];
        int[] leftRecords = new int[32];
        int used = 0;
        for (int start = 0; start < keys.Length;)
        {
            int end = End(keys, start);
            int size = end - start;
            int rule = BlockingKeys.RuleOf(keys[start]);
            if (size > plan.Cap(rule))
            {
                leftBlocks[rule]++;
                leftRecords[rule] += size;
            }
            else if (size > 1)
            {
                Array.Sort(records, start, size);
                starts.Add(used);
                rules.Add((byte)rule);
                records.AsSpan(start, size).CopyTo(records.AsSpan(used));
                used += size;
                pairs[rule] += size * (size - 1L) / 2;
            }

            start = end;
        }

        starts.Add(used);
        List<BlockReport> reports = [.. BlockingRules.All.Where(r => (plan.Enabled & (1u << r.Number)) != 0 && pairs[r.Number] + leftBlocks[r.Number] > 0).Select(r => new BlockReport(
            r.Title, true, pairs[r.Number], plan.Cap(r.Number), leftBlocks[r.Number], leftRecords[r.Number],
            leftBlocks[r.Number] == 0 ? "" : $"{leftBlocks[r.Number]:N0} blocks of more than {plan.Cap(r.Number):N0} records were left out: a value that so many share says little"))];
        return new BlockIndex(records.AsSpan(0, used).ToArray(), [.. starts], [.. rules], count, plan, [.. reports, .. notUsed]);
    }

    private static int End(ulong[] keys, int start)
    {
        int end = start + 1;
        while (end < keys.Length && keys[end] == keys[start])
        {
            end++;
        }

        return end;
    }

    private static (int[] Starts, int[] Blocks) Invert(int[] members, int[] blockStarts, int records)
    {
        int[] starts = new int[records + 1];
        foreach (int record in members)
        {
            starts[record + 1]++;
        }

        for (int r = 0; r < records; r++)
        {
            starts[r + 1] += starts[r];
        }

        int[] next = starts[..records];
        int[] blocks = new int[members.Length];
        for (int block = 0; block < blockStarts.Length - 1; block++)
        {
            for (int m = blockStarts[block]; m < blockStarts[block + 1]; m++)
            {
                blocks[next[members[m]]++] = block;
            }
        }

        return (starts, blocks);
    }
}
