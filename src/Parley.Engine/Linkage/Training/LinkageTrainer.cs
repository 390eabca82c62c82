using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Linkage.Scoring;

namespace Parley.Engine.Linkage.Training;

/// <summary>
/// Learns a model's figures from pairs without labels, by expectation and maximisation, beginning with a model that also stands for some pairs of its
/// own: with few pairs to learn from little changes.
/// </summary>
/// <remarks>
/// 1. Draw pairs that share a block, and pairs at random. 2. How likely is each pair one person? 3. From the blocked pairs, each weighed by that: m, for
/// the comparisons that did not bring the pair here; and how many matches a record has. From the random pairs, each weighed by the rest: u. 4. Again from 2
/// until nothing moves; once more from 1, as the rarity of values depends on the figures.
/// </remarks>
internal sealed class LinkageTrainer(RecordTable table, TrainingSample sample, double others, double recordsOfMatches)
{
    private const int Rounds = 2;
    private const int MostSteps = 25;
    private const double MatchStrength = 60;
    private const double StrangerStrength = 2000;

    private double _randomPairs;

    /// <summary>How many matches, expected, the figures were learnt from.</summary>
    public double LearntFrom { get; private set; }

    /// <summary>How many blocked pairs the last sample held.</summary>
    public long SampledPairs { get; private set; }

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Learns.</summary>
    /// <param name="start">The model to begin with.</param>
    /// <param name="levels">Whether m and u are learnt; otherwise only how many matches there are.</param>
    public LinkageModel Train(LinkageModel start, bool levels)
    {
        LinkageModel model = start;
        for (int round = 0; round < Rounds; round++)
        {
            MatchWeights weights = new(table, model, others);
            (PairPattern[] blocked, int[] counts) = sample.Blocked(weights);
            (PairPattern[] random, int[] randomCounts) = levels ? sample.Random(weights) : ([], []);
            SampledPairs = counts.Sum(c => (long)c);
            for (int step = 0; step < MostSteps; step++)
            {
                LinkageModel next = Step(start, model, (blocked, counts), (random, randomCounts), levels);
                bool settled = Distance(model, next) < 0.002;
                model = next;
                Steps++;
                if (settled)
                {
                    break;
                }
            }
        }

        return model;
    }

    private LinkageModel Step(LinkageModel start, LinkageModel model, (PairPattern[] Patterns, int[] Counts) blocked, (PairPattern[] Patterns, int[] Counts) random, bool levels)
    {
        Expectation expectation = new(table.Schema, model, others);
        LevelSums match = new(table.Schema);
        LevelSums stranger = new(table.Schema);
        LevelSums blockedStranger = new(table.Schema);
        double matches = 0;
        double households = 0;
        for (int i = 0; i < blocked.Patterns.Length; i++)
        {
            (double m, double h) = expectation.Of(blocked.Patterns[i]);
            matches += m * blocked.Counts[i];
            households += h * blocked.Counts[i];
            match.Add(blocked.Patterns[i], m * blocked.Counts[i]);
            blockedStranger.Add(blocked.Patterns[i] with { Learnable = uint.MaxValue }, (1 - m - h) * blocked.Counts[i]);
        }

        _randomPairs = random.Counts.Sum(c => (double)c);
        for (int i = 0; i < random.Patterns.Length; i++)
        {
            (double m, double h) = expectation.Of(random.Patterns[i]);
            stranger.Add(random.Patterns[i], (1 - m - h) * random.Counts[i]);
        }

        LearntFrom = matches * sample.Scale;
        IReadOnlyList<ComparisonParameters> comparisons = levels ? Maximised(start, match, stranger, blockedStranger) : model.Comparisons;
        return new LinkageModel(model.Name, model.Origin, comparisons)
        {
            MatchesPerRecord = Math.Clamp(matches * sample.Scale / recordsOfMatches, 0.0005, 100),
            HouseholdPerRecord = Math.Clamp(households * sample.Scale / recordsOfMatches, 0.02, 20),
        };
    }

    // How many pairs of the file have a value on both sides, judged by the random pairs.
    private double PairsWithBoth(ReadOnlySpan<double> random)
    {
        double seen = 0;
        foreach (double level in random)
        {
            seen += level;
        }

        return others * recordsOfMatches * seen / Math.Max(1, _randomPairs);
    }

    private List<ComparisonParameters> Maximised(LinkageModel start, LevelSums match, LevelSums stranger, LevelSums blockedStranger)
    {
        List<ComparisonParameters> comparisons = [.. start.Comparisons];
        for (int c = 0; c < table.Schema.Comparisons.Count; c++)
        {
            PlannedComparison planned = table.Schema.Comparisons[c];
            ComparisonParameters before = start.For(planned.Kind, planned.Name);
            string word = ComparisonLevels.Word(planned.Kind);
            string key = planned.Field is null || planned.Name == word ? word : $"{word}:{planned.Name}";
            ComparisonParameters after = new(key, Levels(planned.Kind, before.Levels, match.Of(c), stranger.Of(c), blockedStranger.Of(c)[0] * sample.Scale, PairsWithBoth(stranger.Of(c))));
            int place = comparisons.FindIndex(k => k.Key == key);
            if (place < 0)
            {
                comparisons.Add(after);
            }
            else
            {
                comparisons[place] = after;
            }
        }

        return comparisons;
    }

    private static List<LevelParameters> Levels(
        ComparisonKind kind, IReadOnlyList<LevelParameters> before, ReadOnlySpan<double> match, ReadOnlySpan<double> stranger, double strangersAgreeing, double strangerPairs)
    {
        List<LevelParameters> levels = [];
        for (int l = 0; l < before.Count; l++)
        {
            (int from, int to) = Group(kind, l, before.Count);
            double m = kind == ComparisonKind.Email && l >= 4 ? before[l].Match : Share(before, b => b.Match, match, l, from, to, MatchStrength);
            double u = IsFixed(kind, l) ? before[l].Stranger
                : l == 0 && IsNearUnique(kind) ? (strangersAgreeing + 0.5) / (strangerPairs + (0.5 / before[l].Stranger))
                : Share(before, b => b.Stranger, stranger, l, from, to, StrangerStrength);
            levels.Add(before[l] with { Match = m, Stranger = u });
        }

        return levels;
    }

    // Postcodes and e-mails have two sets of levels, each a whole: where the address, or the names, agree, and where they do not.
    private static (int From, int To) Group(ComparisonKind kind, int level, int count) =>
        kind is not (ComparisonKind.Postcode or ComparisonKind.Email) ? (0, count) : level < 4 ? (0, 4) : (4, count);

    // Hardly ever equal by chance: how rarely is learnt from the blocked pairs, which hold every pair that agrees.
    private static bool IsNearUnique(ComparisonKind kind) => kind is ComparisonKind.ExclusiveIdentifier or ComparisonKind.Telephone or ComparisonKind.Email or ComparisonKind.Vrm;

    // What hardly ever agrees by chance cannot be learnt from some hundred thousand random pairs; the order of names is not a choice of strangers.
    private static bool IsFixed(ComparisonKind kind, int level) => kind == ComparisonKind.NameOrder || (kind is ComparisonKind.Postcode or ComparisonKind.Email && level >= 4)
        || (level == 0 && kind == ComparisonKind.DateOfBirth);

    private static double Share(IReadOnlyList<LevelParameters> before, Func<LevelParameters, double> figure, ReadOnlySpan<double> seen, int level, int from, int to, double strength)
    {
        double total = 0;
        double prior = 0;
        for (int l = from; l < to; l++)
        {
            total += seen[l];
            prior += figure(before[l]);
        }

        return Math.Clamp((seen[level] + (strength * figure(before[level]) / prior)) / (total + strength), 1e-9, 1);
    }

    private static double Distance(LinkageModel a, LinkageModel b)
    {
        double most = Math.Abs(Math.Log2(a.MatchesPerRecord / b.MatchesPerRecord));
        if (a.Comparisons.Count != b.Comparisons.Count)
        {
            return double.MaxValue;
        }

        for (int c = 0; c < a.Comparisons.Count; c++)
        {
            for (int l = 0; l < a.Comparisons[c].Levels.Count; l++)
            {
                most = Math.Max(most, Math.Abs(a.Comparisons[c].Levels[l].Match - b.Comparisons[c].Levels[l].Match));
            }
        }

        return most;
    }
}
