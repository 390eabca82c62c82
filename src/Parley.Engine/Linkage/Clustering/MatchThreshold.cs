namespace Parley.Engine.Linkage.Clustering;

/// <summary>From which weight on records are joined, and what error is to be expected.</summary>
/// <param name="Bits">The threshold.</param>
/// <param name="Joined">How many pairs reach it.</param>
/// <param name="ExpectedFalse">The share of those expected to be wrong.</param>
/// <param name="ExpectedMissed">The share of expected matches below it.</param>
internal sealed record MatchThreshold(double Bits, int Joined, double ExpectedFalse, double ExpectedMissed)
{
    /// <summary>The share of wrong pairs, by their own probabilities, that an automatic threshold allows.</summary>
    public const double MostFalse = 0.003;

    /// <summary>No automatic threshold is lower: a pair must be eight times likelier one person than not.</summary>
    public const double Least = 3;

    /// <summary>Chooses a threshold, or tells what a given one brings.</summary>
    /// <param name="pairs">The pairs, heaviest first.</param>
    /// <param name="given">The threshold, where it is given.</param>
    public static MatchThreshold Choose(ReadOnlySpan<ScoredPair> pairs, double? given)
    {
        double all = 0;
        foreach (ScoredPair pair in pairs)
        {
            all += pair.Probability;
        }

        double wrong = 0;
        int joined = 0;
        double bits = given ?? Least;
        while (joined < pairs.Length && pairs[joined].Weight >= bits)
        {
            wrong += 1 - pairs[joined].Probability;
            joined++;
        }

        // The pairs of least weight go first until few enough are expected to be wrong.
        while (given is null && joined > 0 && wrong / joined > MostFalse)
        {
            joined--;
            wrong -= 1 - pairs[joined].Probability;
            bits = Math.Ceiling(pairs[joined].Weight * 10) / 10;
        }

        double reached = joined - wrong;
        return new MatchThreshold(bits, joined, joined == 0 ? 0 : Math.Max(0, wrong) / joined, all == 0 ? 0 : Math.Max(0, 1 - (reached / all)));
    }
}
