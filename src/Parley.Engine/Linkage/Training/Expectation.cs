using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Training;

/// <summary>How likely each pattern is one person, strangers or one household under the figures of the moment.</summary>
internal sealed class Expectation
{
    private readonly IReadOnlyList<PlannedComparison> _comparisons;
    private readonly double[][] _match;
    private readonly double[][] _stranger;
    private readonly double[][] _household;
    private readonly double _matchPrior;
    private readonly double _householdPrior;

    public Expectation(RecordSchema schema, LinkageModel model, double others)
    {
        _comparisons = schema.Comparisons;
        LevelParameters[][] levels = [.. _comparisons.Select(c => model.For(c.Kind, c.Name).Levels.ToArray())];
        _match = [.. levels.Select(l => Logs(l, p => p.Match))];
        _stranger = [.. levels.Select(l => Logs(l, p => p.Stranger))];
        _household = [.. levels.Select(l => Logs(l, p => p.Household))];
        double strangers = Math.Max(0.5, others - model.MatchesPerRecord - model.HouseholdPerRecord);
        _matchPrior = Math.Log2(model.MatchesPerRecord / strangers);
        _householdPrior = Math.Log2(model.HouseholdPerRecord / strangers);
    }

    /// <summary>The probabilities of one person and of one household; the rest is strangers.</summary>
    public (double Match, double Household) Of(in PairPattern pattern)
    {
        double match = _matchPrior;
        double household = _householdPrior;
        double stranger = -pattern.Rarity / 2.0;
        for (int c = 0; c < _comparisons.Count; c++)
        {
            int level = PairComparer.Level(pattern.Levels, c);
            if (level > 0)
            {
                match += _match[c][level - 1];
                household += _household[c][level - 1];
                stranger += _stranger[c][level - 1];
            }
        }

        double most = Math.Max(match, Math.Max(household, stranger));
        double m = Math.Pow(2, match - most);
        double h = Math.Pow(2, household - most);
        double all = m + h + Math.Pow(2, stranger - most);
        return (m / all, h / all);
    }

    private static double[] Logs(LevelParameters[] levels, Func<LevelParameters, double> figure) => [.. levels.Select(l => Math.Log2(figure(l)))];
}
