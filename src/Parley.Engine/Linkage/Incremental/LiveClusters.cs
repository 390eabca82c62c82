using System.Runtime.InteropServices;
using Parley.Engine.Linkage.Clustering;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>
/// Which records make a cluster, kept up with the pairs: a cluster is a function of the connected component it lies in, so that after a change only the components
/// of the rows that it touched are clustered anew.
/// </summary>
internal sealed class LiveClusters(PairGraph pairs, ComponentClusterer clusterer, float threshold)
{
    private readonly HashSet<int> _touched = [];
    private int[] _clusterOf = new int[64];

    /// <summary>The row that names a row's cluster.</summary>
    public int Of(int row) => _clusterOf[row];

    /// <summary>Makes room for so many rows.</summary>
    public void Reserve(int rows)
    {
        if (rows > _clusterOf.Length)
        {
            Array.Resize(ref _clusterOf, Math.Max(rows, _clusterOf.Length * 2));
        }
    }

    /// <summary>Takes over the clusters of the first rows.</summary>
    public void Take(int[] clusterOf) => clusterOf.CopyTo(_clusterOf, 0);

    /// <summary>Notes that pairs of a row, or the row itself, have changed.</summary>
    public void Touch(int row) => _touched.Add(row);

    /// <summary>Lets go of a row that is no longer there.</summary>
    public void Forget(int row) => _touched.Remove(row);

    /// <summary>Clusters anew what was touched.</summary>
    public void Renew()
    {
        HashSet<int> done = [];
        List<ScoredPair> scored = [];
        foreach (int start in _touched)
        {
            if (done.Contains(start))
            {
                continue;
            }

            HashSet<int> component = [];
            scored.Clear();
            pairs.Component(start, threshold, component, scored);
            foreach (int row in component)
            {
                _clusterOf[row] = row;
            }

            foreach (List<int> cluster in clusterer.Cluster(CollectionsMarshal.AsSpan(scored)))
            {
                cluster.ForEach(row => _clusterOf[row] = cluster[0]);
            }

            done.UnionWith(component);
        }

        _touched.Clear();
    }
}
