namespace Parley.Engine.Linkage.Incremental;

/// <summary>A record that a record was matched with.</summary>
/// <param name="Id">The other record's id.</param>
/// <param name="Weight">The match weight in bits.</param>
/// <param name="Probability">The probability that they are one person.</param>
public readonly record struct LinkMatch(string Id, float Weight, double Probability);
