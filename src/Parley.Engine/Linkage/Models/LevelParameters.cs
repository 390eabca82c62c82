namespace Parley.Engine.Linkage.Models;

/// <summary>How often two records agree at one level of one comparison.</summary>
/// <param name="Name">The level's word: <c>same</c>, <c>close</c>, <c>different</c>.</param>
/// <param name="Match">How often, when both speak of one person (m).</param>
/// <param name="Stranger">How often, when they speak of two people with nothing in common (u).</param>
/// <param name="Household">How often, when they speak of two people of one household.</param>
public sealed record LevelParameters(string Name, double Match, double Stranger, double Household);
