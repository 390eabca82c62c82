using System.Runtime.InteropServices;
using Parley.Engine.Linkage.Clustering;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>
/// Which records make a cluster: a function of the connected component it lies in, so that after changes only the components of the rows that they touched are clustered
/// anew, and not before somebody asks. A component can hold far more records than its clusters, where each is like the next: to cluster it at every change would cost the
/// square of them.
/// </summary>
internal sealed class LiveClusters(PairGraph pairs, ComponentClusterer clusterer, float threshold)
{
    private readonly List<int> _touched = [];
    private bool[] _isTouched = new bool[64];
    private int[] _clusterOf = new int[64];

    /// <summary>The row that names a row's cluster.</summary>
    public int Of(int row)
    {
        Renew();
        return _clusterOf[row];
    }

    /// <summary>Makes room for so many rows.</summary>
    public void Reserve(int rows)
    {
        if (rows > _clusterOf.Length)
        {
            Array.Resize(ref _clusterOf, Math.Max(rows, _clusterOf.Length * 2));
            Array.Resize(ref _isTouched, _clusterOf.Length);
        }
    }

    /// <summary>Takes over the clusters of the first rows.</summary>
    public void Take(int[] clusterOf) => clusterOf.CopyTo(_clusterOf, 0);

    /// <summary>Notes that pairs of a row, or the row itself, have changed.</summary>
    public void Touch(int row)
    {
        if (!_isTouched[row])
        {
            _isTouched[row] = true;
            _touched.Add(row);
        }
    }

    // A row that is gone is a cluster of its own, which nobody asks for.
    private void Renew()
    {
        if (_touched.Count == 0)
        {
            return;
        }

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

        _touched.ForEach(row => _isTouched[row] = false);
        _touched.Clear();
    }
}
