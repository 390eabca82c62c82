namespace Parley.Engine.Processes.Tasks;

/// <summary>Which events are waited for.</summary>
/// <param name="Kind"><c>one</c>, <c>any</c> or <c>all</c>.</param>
/// <param name="Filters">The filters; none with <c>any</c> means every event.</param>
internal sealed record EventStrategy(string Kind, IReadOnlyList<EventFilterNode> Filters);
