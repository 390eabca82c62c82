using Parley.Engine.Linkage.Clustering;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>The scored pairs of each record, both ways, and beside them what people have decided.</summary>
internal sealed class PairGraph
{
    private readonly Dictionary<int, List<(int Other, bool Same)>> _judged = [];
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

    /// <summary>What people have decided on a record and others that are here.</summary>
    public IReadOnlyList<(int Other, bool Same)> Judged(int row) => _judged.Count > 0 && _judged.TryGetValue(row, out List<(int, bool)>? judged) ? judged : [];

    /// <summary>Takes over a decision on two records in the place of the one before; null takes that away.</summary>
    public void Judge(int left, int right, bool? same)
    {
        JudgeOneWay(left, right, same);
        JudgeOneWay(right, left, same);
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

    /// <summary>The records that can be reached from one over pairs of a weight or decisions that they are one, and those pairs, each once.</summary>
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

            foreach ((int other, bool same) in Judged(row))
            {
                if (same && row < other)
                {
                    pairs.Add(new ScoredPair(row, other, ComponentClusterer.Certain));
                }

                if (same && rows.Add(other))
                {
                    next.Enqueue(other);
                }
            }
        }
    }

    private void JudgeOneWay(int row, int other, bool? same)
    {
        if (!_judged.TryGetValue(row, out List<(int Other, bool Same)>? judged))
        {
            _judged[row] = judged = [];
        }

        judged.RemoveAll(j => j.Other == other);
        if (same is bool verdict)
        {
            judged.Add((other, verdict));
        }

        if (judged.Count == 0)
        {
            _judged.Remove(row);
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
