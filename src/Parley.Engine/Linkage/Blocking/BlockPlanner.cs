using System.Numerics;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Blocking;

/// <summary>Estimates what each rule costs and decides which are used. The sample is drawn by a hash of the ids, so the order of records does not count.</summary>
internal static class BlockPlanner
{
    private const int Sample = 20_000;

    /// <summary>How many pairs one rule may cost for so many records.</summary>
    public static long Budget(int records, bool broad) => broad ? 200_000 + (4L * records) : 2_000_000 + (6L * records);

    /// <summary>The rules to use, and what those that are not would have cost.</summary>
    public static (uint Enabled, List<BlockReport> NotUsed) Choose(RecordTable table)
    {
        long[] estimates = Estimate(table, out uint possible);
        uint enabled = 0;
        List<BlockReport> notUsed = [];
        foreach (BlockingRule rule in BlockingRules.All.Where(r => (possible & (1u << r.Number)) != 0))
        {
            long budget = Budget(table.Count, rule.IsBroad);
            if (rule.IsBroad && estimates[rule.Number] > budget)
            {
                notUsed.Add(new BlockReport(rule.Title, false, estimates[rule.Number], 0, 0, 0, $"about {estimates[rule.Number]:N0} pairs, more than the {budget:N0} it may cost"));
            }
            else
            {
                enabled |= 1u << rule.Number;
            }
        }

        return (enabled, notUsed);
    }

    /// <summary>The largest blocks that keep a rule within its budget.</summary>
    /// <param name="sizes">How many blocks there are of each size; the last element stands for all larger.</param>
    /// <param name="budget">The most pairs.</param>
    public static int Cap(ReadOnlySpan<int> sizes, long budget)
    {
        long pairs = 0;
        int cap = sizes.Length - 2;
        for (int size = 2; size <= cap; size++)
        {
            pairs += sizes[size] * (long)size * (size - 1) / 2;
            if (pairs > budget)
            {
                return Math.Max(8, size - 1);
            }
        }

        return cap;
    }

    private static long[] Estimate(RecordTable table, out uint possible)
    {
        ulong bound = table.Count <= Sample ? ulong.MaxValue : (ulong)(ulong.MaxValue * ((double)Sample / table.Count));
        BlockingKeys keys = new(table, uint.MaxValue);
        Dictionary<ulong, int> blocks = [];
        Span<ulong> of = stackalloc ulong[BlockingRules.MostKeys];
        possible = 0;
        int sampled = 0;
        for (int row = 0; row < table.Count; row++)
        {
            if (StableHash.Of(table.Id(row), (ulong)table.Source(row)) > bound)
            {
                continue;
            }

            sampled++;
            int count = keys.Write(table.Row(row), of);
            foreach (ulong key in of[..count])
            {
                blocks[key] = blocks.GetValueOrDefault(key) + 1;
                possible |= 1u << BlockingKeys.RuleOf(key);
            }
        }

        double scale = sampled == 0 ? 1 : Math.Pow((double)table.Count / sampled, 2);
        long[] pairs = new long[32];
        foreach ((ulong key, int size) in blocks)
        {
            // A block beyond the cap is left out anyway, so it costs nothing.
            pairs[BlockingKeys.RuleOf(key)] += size * scale > BlockingPlan.MostBlock * Math.Sqrt(scale) ? 0 : (long)(size * (size - 1L) / 2 * scale);
        }

        return pairs;
    }

    /// <summary>How many rules a mask holds.</summary>
    public static int CountOf(uint mask) => BitOperations.PopCount(mask);
}
