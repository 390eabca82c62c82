namespace Parley.Engine.Linkage.Clustering;

/// <summary>The lightest way to cut a connected graph in two, by Stoer and Wagner.</summary>
internal static class MinimumCut
{
    /// <summary>One side of the lightest cut.</summary>
    /// <param name="count">How many nodes; at least two.</param>
    /// <param name="edges">The edges.</param>
    /// <param name="pairs">Their weights, in the same order; what a person decided counts a thousand bits.</param>
    public static bool[] SideOf(int count, List<(int Left, int Right)> edges, IReadOnlyList<(string Left, string Right, float Weight)> pairs)
    {
        double[,] weight = new double[count, count];
        for (int e = 0; e < edges.Count; e++)
        {
            (int left, int right) = edges[e];
            weight[left, right] += pairs[e].Weight;
            weight[right, left] += pairs[e].Weight;
        }

        List<int>[] merged = [.. Enumerable.Range(0, count).Select(i => new List<int> { i })];
        List<int> alive = [.. Enumerable.Range(0, count)];
        double best = double.PositiveInfinity;
        bool[] side = new bool[count];
        while (alive.Count > 1)
        {
            (int before, int last, double cut) = Phase(alive, weight);
            if (cut < best)
            {
                best = cut;
                side = new bool[count];
                merged[last].ForEach(i => side[i] = true);
            }

            merged[before].AddRange(merged[last]);
            alive.Remove(last);
            foreach (int node in alive)
            {
                weight[before, node] = weight[node, before] = weight[before, node] + weight[last, node];
            }
        }

        return side;
    }

    // One phase: nodes are taken in the order in which they are most tightly bound to those taken before; the last is cut off from all others.
    private static (int Before, int Last, double Cut) Phase(List<int> alive, double[,] weight)
    {
        Dictionary<int, double> bound = alive.ToDictionary(n => n, _ => 0d);
        (int before, int last, double cut) = (-1, -1, 0);
        while (bound.Count > 0)
        {
            (int tightest, double most) = bound.MaxBy(n => (n.Value, -n.Key));
            bound.Remove(tightest);
            (before, last, cut) = (last, tightest, most);
            foreach (int node in bound.Keys)
            {
                bound[node] += weight[tightest, node];
            }
        }

        return (before, last, cut);
    }
}
