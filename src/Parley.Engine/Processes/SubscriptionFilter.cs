using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>What is known of the events that a filter takes, for an index.</summary>
/// <param name="Type">The one type that it takes; null when several may fit.</param>
/// <param name="Source">The one source that it takes; null when several may fit.</param>
/// <param name="Expected">Correlations whose values are known, by name.</param>
public sealed record SubscriptionFilter(string? Type, string? Source, IReadOnlyDictionary<string, JqValue> Expected)
{
    internal JqValue ToValue() => Values.Of(
        ("type", Type is null ? null : JqValue.From(Type)),
        ("source", Source is null ? null : JqValue.From(Source)),
        ("expected", JqValue.FromMembers(Expected)));

    internal static SubscriptionFilter FromValue(JqValue value) => new(
        Values.Text(value, "type"), Values.Text(value, "source"), (value.Member("expected")?.Members ?? []).ToDictionary(m => m.Key, m => m.Value));
}
