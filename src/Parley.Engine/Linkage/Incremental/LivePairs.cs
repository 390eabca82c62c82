using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>
/// Keeps the pairs what a batch would find while records come and go one at a time: a record's own pairs, and those of a block that it brings over its cap or back under it.
/// </summary>
internal sealed class LivePairs(RecordTable table, BlockedRecords records, MatchWeights weights, PairGraph pairs, LiveClusters clusters, float threshold)
{
    private readonly PairComparer _comparer = new(table);

    // In which round a row was last compared: blocks overlap, and each pair is weighed once.
    private int[] _seen = new int[64];
    private int _round;

    /// <summary>Called with each pair that is found, with its weight, and each that no longer is, with none.</summary>
    public Action<string, string, float?>? Changed { get; set; }

    /// <summary>Makes room for so many rows.</summary>
    public void Reserve(int rows)
    {
        if (rows > _seen.Length)
        {
            Array.Resize(ref _seen, Math.Max(rows, _seen.Length * 2));
        }
    }

    /// <summary>Brings a row into its blocks and finds its pairs.</summary>
    public void BringIn(int row)
    {
        _seen[row] = ++_round;
        clusters.Touch(row);
        foreach (ulong key in records.KeysOf(row, stackalloc ulong[BlockingRules.MostKeys]))
        {
            int cap = records.CapOf(key);
            int size = records.SizeOf(key) + 1;
            if (size == cap + 1)
            {
                Burst(key, row);
            }
            else if (size <= cap && records.Members(key, out int single, out List<int>? block))
            {
                ScoreAll(row, single, block);
            }

            // At once, so that a later block of this record that bursts sees this one as burst too.
            records.Join(key, row);
        }
    }

    /// <summary>Takes a row out of its blocks, and its pairs and what was decided on it away.</summary>
    public void TakeOut(int row)
    {
        foreach (int other in pairs.Clear(row))
        {
            Changed?.Invoke(table.Id(row), table.Id(other), null);
            clusters.Touch(other);
        }

        foreach ((int other, bool _) in pairs.Judged(row).ToList())
        {
            pairs.Judge(row, other, null);
            clusters.Touch(other);
        }

        foreach (ulong key in records.KeysOf(row, stackalloc ulong[BlockingRules.MostKeys]))
        {
            if (records.Leave(key, row) == records.CapOf(key))
            {
                Revive(key);
            }
        }
    }

    private void ScoreAll(int row, int single, List<int>? block)
    {
        if (block is null)
        {
            ScoreOnce(row, single);
            return;
        }

        foreach (int other in block)
        {
            ScoreOnce(row, other);
        }
    }

    private void ScoreOnce(int row, int other)
    {
        if (_seen[other] != _round)
        {
            _seen[other] = _round;
            Score(row, other);
        }
    }

    private void Score(int left, int right)
    {
        float weight = weights.Total(left, right, _comparer.Compare(left, right));
        if (weight < BatchLinker.ReviewFloor)
        {
            return;
        }

        pairs.Add(left, right, weight);
        Changed?.Invoke(table.Id(left), table.Id(right), weight);
        if (weight >= threshold)
        {
            clusters.Touch(left);
            clusters.Touch(right);
        }
    }

    // The block goes over its cap with this record: pairs that only it brought together are no longer found.
    private void Burst(ulong key, int coming)
    {
        records.Members(key, out int _, out List<int>? block);
        HashSet<int> members = [.. block ?? []];
        foreach (int row in members)
        {
            foreach (int other in pairs.Of(row).Select(p => p.Other).Where(o => o > row && o != coming && members.Contains(o)).ToList())
            {
                if (!ShareAnother(row, other, key))
                {
                    pairs.Remove(row, other);
                    Changed?.Invoke(table.Id(row), table.Id(other), null);
                    clusters.Touch(row);
                    clusters.Touch(other);
                }
            }
        }
    }

    private bool ShareAnother(int left, int right, ulong butKey)
    {
        ReadOnlySpan<ulong> others = records.KeysOf(right, stackalloc ulong[BlockingRules.MostKeys]);
        foreach (ulong key in records.KeysOf(left, stackalloc ulong[BlockingRules.MostKeys]))
        {
            if (key != butKey && others.Contains(key) && !records.IsOverCap(key))
            {
                return true;
            }
        }

        return false;
    }

    // The block is back under its cap: its pairs are found again.
    private void Revive(ulong key)
    {
        if (!records.Members(key, out int _, out List<int>? block) || block is null)
        {
            return;
        }

        for (int i = 0; i < block.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!pairs.Has(block[i], block[j]))
                {
                    Score(block[j], block[i]);
                }
            }
        }
    }
}
