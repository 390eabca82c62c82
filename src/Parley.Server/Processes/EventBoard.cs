using System.Collections.Concurrent;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// What has become durable and is still to be brought together: events to who waits, who has begun to wait to the events that came before. It knows from which
/// key on that was not yet done, so that after a crash it is done again from there and nothing is missed.
/// </summary>
internal sealed class EventBoard(Store store)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, int> _open = [];
    private readonly ConcurrentQueue<EventTask> _waiting = new();

    /// <summary>Called when something is to be brought together; must not block.</summary>
    public Action? Added { get; set; }

    /// <summary>How many things were to be brought together since the start.</summary>
    public long Count { get; private set; }

    /// <summary>How many things wait to be brought together.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Begins a step: all keys that it gives out are above the one returned.</summary>
    public long Begin()
    {
        lock (_gate)
        {
            long from = store.Ids.Next();
            _open[from] = 1;
            return from;
        }
    }

    /// <summary>The step is durable: its events and what it waits for are to be brought together; the step is then no longer under way.</summary>
    public void Add(long from, IReadOnlyCollection<StoredEvent> events, IReadOnlyCollection<ProcessListenRow> listens)
    {
        lock (_gate)
        {
            _open[from] += events.Count + listens.Count;
            Count += events.Count + listens.Count;
        }

        foreach (StoredEvent stored in events)
        {
            _waiting.Enqueue(new EventTask(stored, null, from));
        }

        foreach (ProcessListenRow listen in listens)
        {
            _waiting.Enqueue(new EventTask(null, listen, from));
        }

        End(from);
        if (events.Count + listens.Count > 0)
        {
            Added?.Invoke();
        }
    }

    /// <summary>What is to be brought together now, each to be ended when it is, or put back.</summary>
    public IEnumerable<EventTask> Take()
    {
        for (int left = _waiting.Count; left > 0 && _waiting.TryDequeue(out EventTask? task); left--)
        {
            yield return task;
        }
    }

    /// <summary>Puts back what could not be brought together, behind all others.</summary>
    public void Put(EventTask task) => _waiting.Enqueue(task);

    /// <summary>One thing of a step is done, or the step came to nothing.</summary>
    public void End(long from)
    {
        lock (_gate)
        {
            if (--_open[from] == 0)
            {
                _open.Remove(from);
            }
        }
    }

    /// <summary>The key below which nothing is left to be done.</summary>
    public long DoneBelow()
    {
        lock (_gate)
        {
            return _open.Count > 0 ? _open.First().Key : store.Ids.Next();
        }
    }
}
