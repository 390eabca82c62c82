using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Incremental;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Engine.Linkage.Clustering;

/// <summary>
/// Divides one connected component into clusters: joins the heaviest pairs first, and refuses to join two clusters whose members, taken all with all, speak
/// against it. So a chain of fair resemblances does not make one person of strangers. A pure function of the component's records and pairs.
/// </summary>
/// <remarks>What people decided goes first: records that are one are joined whatever their weights, and no cluster holds two that are not.</remarks>
internal sealed class ComponentClusterer(RecordTable table, MatchWeights weights, bool onePerSource, PairGraph? decided = null)
{
    /// <summary>The weight of a pair that a person has decided to be one: more than any comparison gives.</summary>
    public const float Certain = 1000;

    /// <summary>Two clusters are joined only if their members' weights, all with all, average at least this many bits.</summary>
    public const double MeanFloor = 0;

    private const float Clamp = 16;
    private const int MostOfASide = 16;

    private readonly PairComparer _comparer = new(table);
    private readonly PairOrder _order = new(table);
    private readonly Dictionary<int, List<int>> _clusters = [];

    /// <summary>How many joins were refused so far.</summary>
    public int Refused { get; private set; }

    /// <summary>Clusters one component.</summary>
    /// <param name="pairs">Its pairs of at least the threshold; sorted in place.</param>
    /// <returns>The clusters of two records and more, each in order of ids; and in order of their first id.</returns>
    public List<List<int>> Cluster(Span<ScoredPair> pairs)
    {
        pairs.Sort(_order);
        _clusters.Clear();
        foreach (ScoredPair pair in pairs)
        {
            List<int> left = ClusterOf(pair.Left);
            List<int> right = ClusterOf(pair.Right);
            if (left != right)
            {
                Join(left, right, pair.Weight >= Certain);
            }
        }

        List<List<int>> clusters = [.. _clusters.Values.Distinct().Where(c => c.Count > 1)];
        clusters.ForEach(c => c.Sort(_order.Rows));
        clusters.Sort((a, b) => _order.Rows(a[0], b[0]));
        return clusters;
    }

    private List<int> ClusterOf(int row)
    {
        if (!_clusters.TryGetValue(row, out List<int>? cluster))
        {
            cluster = [row];
            _clusters.Add(row, cluster);
        }

        return cluster;
    }

    private void Join(List<int> left, List<int> right, bool certain)
    {
        if ((onePerSource && SharesSource(left, right)) || HeldApart(left, right) || (!certain && left.Count + right.Count > 2 && Mean(left, right) < MeanFloor))
        {
            Refused++;
            return;
        }

        (List<int> kept, List<int> moved) = left.Count >= right.Count ? (left, right) : (right, left);
        kept.AddRange(moved);
        foreach (int row in moved)
        {
            _clusters[row] = kept;
        }
    }

    // Of large clusters some members stand for all, those of lowest id, so that the work stays bounded.
    private double Mean(List<int> left, List<int> right)
    {
        List<int> some = Some(left);
        List<int> others = Some(right);
        double sum = 0;
        foreach (int a in some)
        {
            foreach (int b in others)
            {
                (int low, int high) = _order.Rows(a, b) <= 0 ? (a, b) : (b, a);
                sum += Math.Clamp(weights.Total(low, high, _comparer.Compare(low, high)), -Clamp, Clamp);
            }
        }

        // Rounded, so that the order of addition cannot tip a tie.
        return Math.Round(sum / (some.Count * others.Count), 6);
    }

    private List<int> Some(List<int> cluster)
    {
        if (cluster.Count <= MostOfASide)
        {
            return cluster;
        }

        List<int> sorted = [.. cluster];
        sorted.Sort(_order.Rows);
        return sorted[..MostOfASide];
    }

    private bool HeldApart(List<int> left, List<int> right) =>
        decided is not null && left.Exists(row => decided.Judged(row).Any(j => !j.Same && right.Contains(j.Other)));

    private bool SharesSource(List<int> left, List<int> right) => left.Exists(a => right.Exists(b => table.Source(a) == table.Source(b)));
}
