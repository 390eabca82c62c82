using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes;

/// <summary>
/// A filter of a task that listens: the place where events and waiting instances meet. Of both the values by which they belong together are known, so that
/// an event finds the few instances that wait for it among however many, and an instance the events that came before it.
/// </summary>
public sealed class ListenPoint
{
    private readonly EventFilterNode? _filter;

    private ListenPoint(string task, int ordinal, EventFilterNode? filter) => (Task, Ordinal, _filter) = (task, ordinal, filter);

    /// <summary>The reference of the task.</summary>
    public string Task { get; }

    /// <summary>The filter's place in <see cref="ListenEffect.Filters"/>; 0 for a task that takes every event.</summary>
    public int Ordinal { get; }

    /// <summary>Whether it may take events of a type, whatever else it asks of them.</summary>
    public bool MayTake(string type) => _filter?.MayTake(type) != false;

    /// <summary>Whether an instance is known by values of the events it waits for; otherwise every event that fits is offered to every instance.</summary>
    public bool IsCorrelated => _filter is { Known.Count: > 0 };

    /// <summary>The values by which an event belongs to an instance; null when it can fit in none.</summary>
    /// <param name="received">The CloudEvent in its JSON format.</param>
    public IReadOnlyList<JqValue>? Meet(JqValue received)
    {
        ArgumentNullException.ThrowIfNull(received);
        return _filter is null ? [] : _filter.Meet(received);
    }

    /// <summary>The same values as an instance expects them; null when one could not be made, so that no event will ever fit.</summary>
    /// <param name="filter">The instance's filter of this place.</param>
    public IReadOnlyList<JqValue>? Meet(SubscriptionFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        IReadOnlyList<string> known = _filter?.Known ?? [];
        return known.All(filter.Expected.ContainsKey) ? [.. known.Select(k => filter.Expected[k])] : null;
    }

    internal static IEnumerable<ListenPoint> Of(ListenNode task) => task.Filters.Count == 0
        ? [new ListenPoint(task.Reference, 0, null)]
        : task.Filters.Select((f, i) => new ListenPoint(task.Reference, i, f));
}
