namespace Parley.Server.Tests.Support;

/// <summary>A clock that stands still but for the steps of a test, and whose timers fire in them. It can be put back, as a clock on a wall; timers do not notice.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<SteppedTimer> _timers = [];
    private long _elapsed;
    private long _start = start.UtcTicks;

    /// <summary>Whether a timer waits for time to pass.</summary>
    public bool IsWaitedFor
    {
        get
        {
            lock (_gate)
            {
                return _timers.Exists(t => t.Due < long.MaxValue);
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _start) + Interlocked.Read(ref _elapsed), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SteppedTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Puts the clock back, or forward, by hand.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Add(ref _start, now.UtcTicks - GetUtcNow().UtcTicks);

    /// <summary>Lets time pass. Timers that come due fire at their moment, in their order, on this thread.</summary>
    public void Advance(TimeSpan by)
    {
        long end = Interlocked.Read(ref _elapsed) + by.Ticks;
        while (NextBefore(end) is SteppedTimer timer)
        {
            timer.Fire();
        }

        Interlocked.Exchange(ref _elapsed, end);
    }

    private SteppedTimer? NextBefore(long end)
    {
        lock (_gate)
        {
            SteppedTimer? next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is not null)
            {
                Interlocked.Exchange(ref _elapsed, Math.Max(next.Due, Interlocked.Read(ref _elapsed)));
                next.Renew();
            }

            return next;
        }
    }

    private sealed class SteppedTimer(SteppedTime clock, Action fire) : ITimer
    {
        private long _period;

        public long Due { get; private set; } = long.MaxValue;

        public void Fire() => fire();

        // Called under the gate.
        public void Renew() => Due = _period > 0 ? Due + _period : long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period > TimeSpan.Zero ? period.Ticks : 0;
                Due = dueTime < TimeSpan.Zero ? long.MaxValue : Interlocked.Read(ref clock._elapsed) + dueTime.Ticks;
                if (!clock._timers.Contains(this))
                {
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                Due = long.MaxValue;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
