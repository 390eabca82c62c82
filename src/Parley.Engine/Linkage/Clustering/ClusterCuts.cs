namespace Parley.Engine.Linkage.Clustering;

/// <summary>
/// Says what would split a cluster: each pair that alone holds two sides together, and where no single pair does, the lightest set of pairs that together do. Pure.
/// </summary>
/// <remarks>
/// Single pairs are the bridges of the graph of pairs (one walk, a pair is a bridge when nothing beyond it leads back before it). The lightest set is its minimum
/// cut by M. Stoer and F. Wagner, "A simple min-cut algorithm", J. ACM 44 (1997): cubic in the members, so it is left out beyond <see cref="MostMembers"/>.
/// </remarks>
public static class ClusterCuts
{
    /// <summary>The most members for which a set of several pairs is looked for.</summary>
    public const int MostMembers = 300;

    /// <summary>The cuts of a cluster, the lightest first.</summary>
    /// <param name="members">Its members' ids.</param>
    /// <param name="pairs">The pairs among them; each once. Members that no pairs join are sides of their own and are not told.</param>
    public static IReadOnlyList<ClusterCut> Of(IReadOnlyList<string> members, IReadOnlyList<(string Left, string Right, float Weight)> pairs)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(pairs);
        string[] ids = [.. members.Order(StringComparer.Ordinal)];
        Dictionary<string, int> places = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i, StringComparer.Ordinal);
        List<(int Left, int Right)> edges = [.. pairs.Select(p => (places[p.Left], places[p.Right]))];
        List<ClusterCut> cuts = [];
        foreach (int edge in new BridgeWalk(ids.Length, edges).Find())
        {
            cuts.Add(CutOf(ids, pairs, edges, SideWithout(ids.Length, edges, edge)));
        }

        if (cuts.Count == 0 && ids.Length is > 2 and <= MostMembers)
        {
            cuts.Add(CutOf(ids, pairs, edges, MinimumCut.SideOf(ids.Length, edges, pairs)));
        }

        return [.. cuts.OrderBy(c => c.Weight).ThenBy(c => c.Side[0], StringComparer.Ordinal)];
    }

    private static bool[] SideWithout(int count, List<(int Left, int Right)> edges, int without)
    {
        bool[] reached = new bool[count];
        Stack<int> next = new([edges[without].Right]);
        reached[edges[without].Right] = true;
        while (next.TryPop(out int node))
        {
            for (int e = 0; e < edges.Count; e++)
            {
                (int left, int right) = edges[e];
                int other = e == without ? -1 : left == node ? right : right == node ? left : -1;
                if (other >= 0 && !reached[other])
                {
                    reached[other] = true;
                    next.Push(other);
                }
            }
        }

        return reached;
    }

    private static ClusterCut CutOf(string[] ids, IReadOnlyList<(string Left, string Right, float Weight)> pairs, List<(int Left, int Right)> edges, bool[] side)
    {
        List<(string Left, string Right, float Weight)> between = [.. pairs.Where((_, e) => side[edges[e].Left] != side[edges[e].Right])
            .OrderByDescending(p => p.Weight).ThenBy(p => p.Left, StringComparer.Ordinal).ThenBy(p => p.Right, StringComparer.Ordinal)];

        // The smaller side is told; of two alike that which does not hold the first member.
        int inside = side.Count(s => s);
        bool told = inside * 2 == side.Length ? !side[0] : inside * 2 < side.Length;
        return new ClusterCut(between, [.. ids.Where((_, i) => side[i] == told)], between.Sum(p => (double)p.Weight));
    }
}
