namespace Parley.Engine.Search;

/// <summary>How well a record meets a query.</summary>
/// <param name="Bits">The match weight: the sum of the reasons'.</param>
/// <param name="Reasons">The reasons, the heaviest first.</param>
public sealed record SearchMatch(double Bits, IReadOnlyList<SearchReason> Reasons);
