using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>The timers that are due soon, in memory, in order; the others stay in the store. Safe for many threads.</summary>
internal sealed class TimerQueue
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ProcessTimerRow, (long Due, long Id)> _soon = new();
    private readonly HashSet<long> _known = [];
    private long _horizon;

    /// <summary>Up to which time all timers of the store are here; microseconds since 1970.</summary>
    public long Horizon
    {
        get
        {
            lock (_gate)
            {
                return _horizon;
            }
        }

        set
        {
            lock (_gate)
            {
                _horizon = value;
            }
        }
    }

    /// <summary>Called when a timer has come that is due before all others; must not block.</summary>
    public Action? Sooner { get; set; }

    /// <summary>When the next is due; the greatest number for none.</summary>
    public long Next
    {
        get
        {
            lock (_gate)
            {
                return _soon.TryPeek(out ProcessTimerRow? timer, out _) ? timer.Due : long.MaxValue;
            }
        }
    }

    /// <summary>Adds timers that have become durable; those beyond the horizon are found in the store when their time comes.</summary>
    public void Add(IReadOnlyCollection<ProcessTimerRow> timers)
    {
        bool sooner = false;
        lock (_gate)
        {
            foreach (ProcessTimerRow timer in timers)
            {
                if (timer.Due <= _horizon && _known.Add(timer.Id))
                {
                    sooner |= !_soon.TryPeek(out ProcessTimerRow? first, out _) || timer.Due < first.Due;
                    _soon.Enqueue(timer, (timer.Due, timer.Id));
                }
            }
        }

        if (sooner)
        {
            Sooner?.Invoke();
        }
    }

    /// <summary>Takes those that are due, in order.</summary>
    public List<ProcessTimerRow> Take(long now, int most)
    {
        List<ProcessTimerRow> due = [];
        lock (_gate)
        {
            while (due.Count < most && _soon.TryPeek(out ProcessTimerRow? timer, out _) && timer.Due <= now)
            {
                _soon.Dequeue();
                _known.Remove(timer.Id);
                due.Add(timer);
            }
        }

        return due;
    }
}
