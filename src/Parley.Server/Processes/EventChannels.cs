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
    /// <summary>The channels of an event: one for each place that it may fit, in every definition that is known.</summary>
    public IReadOnlyList<long> Of(JqValue received) =>
    [
        .. catalogue.Known.SelectMany(d => d.Points.Select(p => (d, p)))
            .Select(at => at.p.Meet(received) is { } values ? Hash(at.d, at.p, values) : (long?)null)
            .OfType<long>(),
    ];

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
