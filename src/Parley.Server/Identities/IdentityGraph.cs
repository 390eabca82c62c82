namespace Parley.Server.Identities;

/// <summary>What is within some links of an identity.</summary>
/// <param name="Links">How many links were followed.</param>
/// <param name="Nodes">The nodes, the nearest first; the first is where the question began.</param>
/// <param name="Edges">The links among them.</param>
internal sealed record IdentityGraph(int Links, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>The objects of the nodes' records, by node.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<ViewedMedia>> Media { get; init; } = new Dictionary<long, IReadOnlyList<ViewedMedia>>();

    /// <summary>The objects of a node.</summary>
    public IReadOnlyList<ViewedMedia> MediaOf(GraphNode node) => Media.GetValueOrDefault(node.Id) ?? [];
}
