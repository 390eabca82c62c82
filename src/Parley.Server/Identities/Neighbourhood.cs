namespace Parley.Server.Identities;

/// <summary>
/// Walks from an identity over the links of its records, those of earlier versions that nobody has ended among them. Nearest first; bounded by depth, by nodes, by records
/// looked at and by time, and what was cut off is said.
/// </summary>
internal sealed class Neighbourhood(IdentityFinder finder, Sight sight, int links, int mostNodes)
{
    /// <summary>The most links that a question may follow.</summary>
    public const int MostLinks = 4;

    /// <summary>The most nodes that a question may ask for.</summary>
    public const int MostNodes = 1000;

    /// <summary>The nodes unless told otherwise.</summary>
    public const int UsualNodes = 200;

    private readonly Dictionary<long, GraphNode> _nodes = [];
    private readonly Dictionary<long, long> _nodeOf = [];
    private readonly Dictionary<(long From, long To, string Role), List<SeenRecord>> _edges = [];

    /// <summary>What is within the links of an identity.</summary>
    public async Task<IdentityGraph> WalkAsync(FoundIdentity start, CancellationToken cancellationToken)
    {
        List<GraphNode> order = [Add(start, 0)];
        for (int next = 0; next < order.Count; next++)
        {
            GraphNode node = order[next];
            if (node.Distance >= links || sight.IsSpent)
            {
                continue;
            }

            foreach (SeenRecord member in node.Identity.Members)
            {
                foreach (LinkedRecord link in await LinkReader.OfAsync(sight, member.Name, cancellationToken))
                {
                    if (await NodeOfAsync(link.Other.Name, node.Distance + 1, order, cancellationToken) is long other && other != node.Id)
                    {
                        AddEdge(node.Id, other, link);
                    }
                }
            }
        }

        return new IdentityGraph(links, order, [.. _edges.OrderBy(e => e.Key).Select(e => new GraphEdge(e.Key.From, e.Key.To, e.Key.Role, e.Value))]);
    }

    private GraphNode Add(FoundIdentity identity, int distance)
    {
        GraphNode node = new(identity, distance);
        _nodes.Add(node.Id, node);
        foreach (SeenRecord member in identity.Members)
        {
            _nodeOf[member.Name] = node.Id;
        }

        return node;
    }

    private async Task<long?> NodeOfAsync(long record, int distance, List<GraphNode> order, CancellationToken cancellationToken)
    {
        if (_nodeOf.TryGetValue(record, out long known))
        {
            return known;
        }

        if (_nodes.Count >= mostNodes)
        {
            sight.NoteCut("nodes");
        }

        if (sight.IsSpent || await finder.FindAsync(sight, record, cancellationToken) is not FoundIdentity identity)
        {
            return null;
        }

        if (!_nodes.ContainsKey(identity.Id))
        {
            order.Add(Add(identity, distance));
        }

        return identity.Id;
    }

    private void AddEdge(long node, long other, LinkedRecord link)
    {
        (long, long, string) key = link.IsOutward ? (node, other, link.Role) : (other, node, link.Role);
        if (!_edges.TryGetValue(key, out List<SeenRecord>? sources))
        {
            _edges[key] = sources = [];
        }

        // Both ends of a link say it: the bundle that has it counts once.
        if (!sources.Exists(s => s.Exchange == link.Of.Exchange))
        {
            sources.Add(link.Of);
            sources.Sort((a, b) => b.Exchange.CompareTo(a.Exchange));
        }
    }
}
