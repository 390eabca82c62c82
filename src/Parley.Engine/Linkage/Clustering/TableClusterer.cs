using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Engine.Linkage.Clustering;

/// <summary>Clusters all records of a table: finds the connected components of the pairs that reach the threshold, and divides each.</summary>
internal sealed class TableClusterer(RecordTable table, MatchWeights weights, bool onePerSource, int degree)
{
    /// <summary>How many clusters have two records or more.</summary>
    public int Clusters { get; private set; }

    /// <summary>The size of the largest.</summary>
    public int Largest { get; private set; }

    /// <summary>How many joins were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>For each row the row that names its cluster.</summary>
    /// <param name="pairs">The pairs, heaviest first.</param>
    /// <param name="threshold">The weight from which pairs join.</param>
    public int[] Cluster(ReadOnlySpan<ScoredPair> pairs, float threshold)
    {
        int reached = 0;
        while (reached < pairs.Length && pairs[reached].Weight >= threshold)
        {
            reached++;
        }

        int[] roots = Components(pairs[..reached]);
        (ScoredPair[] grouped, List<int> starts) = Group(pairs[..reached], roots);
        int[] clusterOf = [.. Enumerable.Range(0, table.Count)];
        int chunks = Math.Max(1, Math.Min(degree * 4, starts.Count / 1000));
        ComponentClusterer[] clusterers = new ComponentClusterer[chunks];
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = degree }, chunk =>
        {
            ComponentClusterer clusterer = clusterers[chunk] = new ComponentClusterer(table, weights, onePerSource);
            int end = (int)((starts.Count - 1L) * (chunk + 1) / chunks);
            for (int c = (int)((starts.Count - 1L) * chunk / chunks); c < end; c++)
            {
                Assign(clusterer, grouped.AsSpan(starts[c], starts[c + 1] - starts[c]), clusterOf);
            }
        });
        Refused = clusterers.Sum(c => c.Refused);
        Measure(clusterOf);
        return clusterOf;
    }

    private static void Assign(ComponentClusterer clusterer, Span<ScoredPair> pairs, int[] clusterOf)
    {
        foreach (List<int> cluster in clusterer.Cluster(pairs))
        {
            foreach (int row in cluster)
            {
                clusterOf[row] = cluster[0];
            }
        }
    }

    private int[] Components(ReadOnlySpan<ScoredPair> pairs)
    {
        int[] parents = [.. Enumerable.Range(0, table.Count)];
        foreach (ScoredPair pair in pairs)
        {
            int left = Root(parents, pair.Left);
            int right = Root(parents, pair.Right);
            parents[Math.Max(left, right)] = Math.Min(left, right);
        }

        for (int row = 0; row < parents.Length; row++)
        {
            parents[row] = Root(parents, row);
        }

        return parents;
    }

    private static int Root(int[] parents, int row)
    {
        while (parents[row] != row)
        {
            parents[row] = parents[parents[row]];
            row = parents[row];
        }

        return row;
    }

    private (ScoredPair[] Grouped, List<int> Starts) Group(ReadOnlySpan<ScoredPair> pairs, int[] roots)
    {
        int[] places = new int[table.Count + 1];
        foreach (ScoredPair pair in pairs)
        {
            places[roots[pair.Left] + 1]++;
        }

        List<int> starts = [0];
        for (int row = 0; row < table.Count; row++)
        {
            places[row + 1] += places[row];
            if (places[row + 1] > starts[^1])
            {
                starts.Add(places[row + 1]);
            }
        }

        ScoredPair[] grouped = new ScoredPair[pairs.Length];
        foreach (ScoredPair pair in pairs)
        {
            grouped[places[roots[pair.Left]]++] = pair;
        }

        return (grouped, starts);
    }

    private void Measure(int[] clusterOf)
    {
        int[] sizes = new int[clusterOf.Length];
        foreach (int cluster in clusterOf)
        {
            sizes[cluster]++;
        }

        Clusters = sizes.Count(s => s > 1);
        Largest = sizes.Length == 0 ? 0 : sizes.Max();
    }
}
