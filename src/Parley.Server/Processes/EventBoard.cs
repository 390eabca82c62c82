using System.Threading.Channels;
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
    private readonly Channel<(StoredEvent? Event, ProcessListenRow? Listen, long From)> _channel =
        Channel.CreateUnbounded<(StoredEvent?, ProcessListenRow?, long)>();

    /// <summary>How many things were to be brought together since the start.</summary>
    public long Count { get; private set; }

    /// <summary>What is to be brought together.</summary>
    public ChannelReader<(StoredEvent? Event, ProcessListenRow? Listen, long From)> Waiting => _channel.Reader;

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
            _channel.Writer.TryWrite((stored, null, from));
        }

        foreach (ProcessListenRow listen in listens)
        {
            _channel.Writer.TryWrite((null, listen, from));
        }

        End(from);
    }

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
