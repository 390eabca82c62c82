namespace Parley.Engine.Linkage.Clustering;

/// <summary>A way in which a cluster would fall in two.</summary>
/// <param name="Pairs">The pairs that hold the two sides together: without them the cluster is two.</param>
/// <param name="Side">The members of the smaller side, in order; the others stay.</param>
/// <param name="Weight">The bits that hold the sides together: the sum of the pairs' weights.</param>
public sealed record ClusterCut(IReadOnlyList<(string Left, string Right, float Weight)> Pairs, IReadOnlyList<string> Side, double Weight);
