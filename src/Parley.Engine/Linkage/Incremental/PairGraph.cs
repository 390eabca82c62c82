using Parley.Engine.Linkage.Clustering;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>The scored pairs of each record, both ways.</summary>
internal sealed class PairGraph
{
    private List<(int Other, float Weight)>?[] _pairs = new List<(int, float)>?[64];

    /// <summary>The pairs of a record.</summary>
    public IReadOnlyList<(int Other, float Weight)> Of(int row) => row < _pairs.Length && _pairs[row] is { } pairs ? pairs : [];

    /// <summary>Whether two records are a pair.</summary>
    public bool Has(int left, int right) => Of(left).Count <= Of(right).Count ? Find(left, right) >= 0 : Find(right, left) >= 0;

    /// <summary>Adds a pair that is not there yet.</summary>
    public void Add(int left, int right, float weight)
    {
        ListOf(left).Add((right, weight));
        ListOf(right).Add((left, weight));
    }

    /// <summary>Takes a pair away.</summary>
    public void Remove(int left, int right)
    {
        ListOf(left).RemoveAt(Find(left, right));
        ListOf(right).RemoveAt(Find(right, left));
    }

    /// <summary>Takes all pairs of a record away.</summary>
    /// <returns>The records it was paired with.</returns>
    public List<int> Clear(int row)
    {
        List<int> others = [.. Of(row).Select(p => p.Other)];
        foreach (int other in others)
        {
            ListOf(other).RemoveAt(Find(other, row));
        }

        if (row < _pairs.Length)
        {
            _pairs[row] = null;
        }

        return others;
    }

    /// <summary>The records that can be reached from one over pairs of a weight, and those pairs, each once.</summary>
    public void Component(int start, float threshold, HashSet<int> rows, List<ScoredPair> pairs)
    {
        Queue<int> next = new([start]);
        rows.Add(start);
        while (next.TryDequeue(out int row))
        {
            foreach ((int other, float weight) in Of(row))
            {
                if (weight < threshold)
                {
                    continue;
                }

                if (row < other)
                {
                    pairs.Add(new ScoredPair(row, other, weight));
                }

                if (rows.Add(other))
                {
                    next.Enqueue(other);
                }
            }
        }
    }

    private int Find(int row, int other)
    {
        IReadOnlyList<(int Other, float Weight)> pairs = Of(row);
        for (int i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Other == other)
            {
                return i;
            }
        }

        return -1;
    }

    private List<(int Other, float Weight)> ListOf(int row)
    {
        if (row >= _pairs.Length)
        {
            Array.Resize(ref _pairs, Math.Max(row + 1, _pairs.Length * 2));
        }

        return _pairs[row] ??= [];
    }
}
