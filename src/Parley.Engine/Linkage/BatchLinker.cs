using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;
using Parley.Engine.Linkage.Training;

namespace Parley.Engine.Linkage;

/// <summary>Links all records of a table at once: blocks, trains, scores, decides and clusters. Pure; the same records in any order give the same answer.</summary>
public static class BatchLinker
{
    /// <summary>Pairs of less than this many bits are not kept: less than one in ten of them is one person.</summary>
    public const float ReviewFloor = -3;

    /// <summary>Links a table.</summary>
    /// <exception cref="ArgumentException">The columns give more comparisons than there can be.</exception>
    public static LinkResult Link(RecordTable table, LinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (table.ComparisonCount > RecordSchema.MostComparisons)
        {
            throw new ArgumentException($"the columns give {table.ComparisonCount} comparisons; the most is {RecordSchema.MostComparisons}", nameof(table));
        }

        BlockIndex blocks = BlockIndex.Build(table, options.Blocking, options.Threads);
        (double others, double recordsOfMatches) = Population(table, options.AcrossSources);
        others = options.Others ?? others;
        LinkageTrainer trainer = new(table, new TrainingSample(table, blocks, options.AcrossSources, options.Threads, options.Seed), others, recordsOfMatches);
        LinkageModel model = options is { Model: not null, KeepPrior: true } ? options.Model : trainer.Train(options.Model ?? LinkageModelText.General, options.Model is null);
        MatchWeights weights = new(table, model, others);
        PairScoring scoring = new(table, blocks, weights, options);
        ScoredPair[] pairs = scoring.Run();
        if (options.OneToOne)
        {
            pairs = OneToOne.Choose(table, pairs);
        }

        MatchThreshold threshold = MatchThreshold.Choose(pairs, options.Threshold);
        TableClusterer clusterer = new(table, weights, options.OneToOne, options.Threads);
        int[] clusterOf = clusterer.Cluster(pairs, (float)threshold.Bits);
        return new LinkResult(table, weights)
        {
            Pairs = pairs,
            ClusterOf = clusterOf,
            Model = model,
            Blocking = blocks.Plan,
            Report = new LinkReport
            {
                Records = table.Count,
                Blocking = blocks.Reports,
                Compared = scoring.Compared,
                Trained = options.Model is null,
                TrainingPairs = trainer.SampledPairs,
                TrainingMatches = trainer.LearntFrom,
                TrainingSteps = trainer.Steps,
                Threshold = threshold.Bits,
                ThresholdIsAutomatic = options.Threshold is null,
                Joined = threshold.Joined,
                ExpectedFalse = threshold.ExpectedFalse,
                ExpectedMissed = threshold.ExpectedMissed,
                Possible = pairs.Length - threshold.Joined,
                Clusters = clusterer.Clusters,
                Largest = clusterer.Largest,
                Refused = clusterer.Refused,
            },
        };
    }

    /// <summary>How many others a record could match, and over how many records matches are averaged.</summary>
    internal static (double Others, double RecordsOfMatches) Population(RecordTable table, bool acrossSources)
    {
        if (!acrossSources)
        {
            return (Math.Max(1, table.Count - 1), Math.Max(1, table.Count) / 2.0);
        }

        int first = 0;
        for (int row = 0; row < table.Count; row++)
        {
            first += table.Source(row) == 0 ? 1 : 0;
        }

        return (Math.Max(1, table.Count - first), Math.Max(1, first));
    }
}
