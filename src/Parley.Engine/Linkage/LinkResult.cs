using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Engine.Linkage;

/// <summary>What a batch gave.</summary>
public sealed record LinkResult
{
    internal LinkResult(RecordTable table, MatchWeights weights)
    {
        Table = table;
        Weights = weights;
    }

    /// <summary>The pairs from the review floor up, heaviest first.</summary>
    public required IReadOnlyList<ScoredPair> Pairs { get; init; }

    /// <summary>For each row the row that names its cluster: the one of lowest id.</summary>
    public required int[] ClusterOf { get; init; }

    /// <summary>The model that was used.</summary>
    public required LinkageModel Model { get; init; }

    /// <summary>The rules and caps that were used.</summary>
    public required BlockingPlan Blocking { get; init; }

    /// <summary>What happened, in figures.</summary>
    public required LinkReport Report { get; init; }

    internal RecordTable Table { get; }

    internal MatchWeights Weights { get; }

    /// <summary>Why two records have the weight they have, whether or not they were compared.</summary>
    public PairExplanation Explain(int left, int right) => new PairExplainer(Table, Weights, Blocking).Explain(left, right);
}
