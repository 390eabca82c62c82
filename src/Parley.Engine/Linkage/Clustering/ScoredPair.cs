namespace Parley.Engine.Linkage.Clustering;

/// <summary>Two records and the weight of their match.</summary>
/// <param name="Left">The row of one.</param>
/// <param name="Right">The row of the other.</param>
/// <param name="Weight">The match weight in bits; the odds that they are one person are 2 to this power.</param>
public readonly record struct ScoredPair(int Left, int Right, float Weight)
{
    /// <summary>The probability that they are one person.</summary>
    public double Probability => 1 / (1 + Math.Pow(2, -(double)Weight));
}
