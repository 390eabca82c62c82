namespace Parley.Engine.Linkage.Scoring;

/// <summary>Why two records have the weight they have: a waterfall whose bars, added in order, give the weight exactly.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Weight">The match weight in bits.</param>
/// <param name="Probability">The probability that they are one person.</param>
/// <param name="FoundBy">The blocking rules that bring the two together, in words; empty when none does, so that they are never compared by themselves.</param>
public sealed record PairExplanation(IReadOnlyList<WeightBar> Bars, float Weight, double Probability, IReadOnlyList<string> FoundBy);
