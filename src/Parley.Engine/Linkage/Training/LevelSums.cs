using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Training;

/// <summary>How often each level of each comparison was seen, in expectation.</summary>
internal sealed class LevelSums(RecordSchema schema)
{
    private const int MostLevels = 16;

    private readonly double[] _sums = new double[schema.Comparisons.Count * MostLevels];

    /// <summary>Adds a pattern's levels, those that it may teach.</summary>
    public void Add(in PairPattern pattern, double weight)
    {
        for (int c = 0; c < schema.Comparisons.Count; c++)
        {
            int level = PairComparer.Level(pattern.Levels, c);
            if (level > 0 && (pattern.Learnable & (1u << c)) != 0)
            {
                _sums[(c * MostLevels) + level - 1] += weight;
            }
        }
    }

    /// <summary>The sums of a comparison's levels.</summary>
    public ReadOnlySpan<double> Of(int comparison) => _sums.AsSpan(comparison * MostLevels, MostLevels);
}
