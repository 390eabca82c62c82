using System.Globalization;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Where events and instances meet: a channel is a keyed hash of a place in a definition that listens and of the values by which event and instance belong
/// together. The hash says nothing of the values to who has not the keys.
/// </summary>
internal sealed class EventChannels(Store store, ProcessCatalogue catalogue)
{
    /// <summary>The channels of an event: one for each place that it may fit, in every definition that is known, and for each start of a newest one that takes several events.</summary>
    public IReadOnlyList<long> Of(JqValue received) =>
    [
        .. catalogue.Known.SelectMany(d => d.Points.Select(p => (d, p)))
            .Select(at => at.p.Meet(received) is { } values ? Hash(at.d, at.p, values) : (long?)null)
            .OfType<long>(),
        .. catalogue.Latest.SelectMany(d => OfStart(d, received)),
    ];

    /// <summary>The channels on which an event waits for the others that start an instance together with it; none where a single event does, or it fits in none.</summary>
    public IEnumerable<long> OfStart(KeptDefinition definition, JqValue received) =>
        (definition.Definition.Schedule?.Together(received) ?? []).Select(f => OfStart(definition, f.Filter, f.Values));

    /// <summary>The channel of one of the filters that start an instance together, for events of the same values.</summary>
    public long OfStart(KeptDefinition definition, int filter, JqValue values) =>
        store.Keys.Blind("start", definition.Hash, filter.ToString(CultureInfo.InvariantCulture), values.ToString());

    /// <summary>The channels that an instance waits on, with whether each is known by values; null in the place of one that no event will ever fit.</summary>
    public IReadOnlyList<(long Channel, bool IsCorrelated)?> Of(KeptDefinition definition, ListenEffect listen, string instance)
    {
        ListenPoint[] points = [.. PointsOf(definition, listen.Key.AsSpan(instance.Length + 1))];
        return
        [
            .. points.Select(p => listen.Filters.Count == 0 ? (Hash(definition, p, []), false)
                : p.Ordinal < listen.Filters.Count && p.Meet(listen.Filters[p.Ordinal]) is { } values ? (Hash(definition, p, values), p.IsCorrelated)
                : ((long, bool)?)null),
        ];
    }

    // A key is the instance, the task's reference, and perhaps which run of it; a name may hold the signs that part them, so the longest reference counts.
    private static IEnumerable<ListenPoint> PointsOf(KeptDefinition definition, ReadOnlySpan<char> rest)
    {
        string? task = null;
        foreach (ListenPoint point in definition.Points)
        {
            if (rest.StartsWith(point.Task, StringComparison.Ordinal) && (rest.Length == point.Task.Length || rest[point.Task.Length] is '@' or '!')
                && point.Task.Length > (task?.Length ?? 0))
            {
                task = point.Task;
            }
        }

        return definition.Points.Where(p => p.Task == task);
    }

    private long Hash(KeptDefinition definition, ListenPoint point, IReadOnlyList<JqValue> values) => store.Keys.Blind(
        "listen", definition.Hash, point.Task, point.Ordinal.ToString(CultureInfo.InvariantCulture), JqValue.FromItems(values).ToString());
}
