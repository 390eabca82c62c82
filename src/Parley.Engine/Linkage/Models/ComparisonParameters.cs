namespace Parley.Engine.Linkage.Models;

/// <summary>The parameters of one comparison.</summary>
/// <param name="Key">The comparison's word, with the column's name after a colon where it was trained for that column alone: <c>given-name</c>, <c>free:occupation</c>.</param>
/// <param name="Levels">The levels from the most agreement to the least.</param>
public sealed record ComparisonParameters(string Key, IReadOnlyList<LevelParameters> Levels);
