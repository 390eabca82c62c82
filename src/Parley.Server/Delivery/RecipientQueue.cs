using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>
/// All pending deliveries to one recipient: in order within each lane, side by side across lanes, as many at once as the recipient allows.
/// </summary>
/// <remarks>
/// Only a window of deliveries is in memory, with at most so many bytes of messages; what comes in beyond is left in the store and read back
/// in the order of commits. A slow recipient therefore costs neither memory nor any lock but its own.
/// </remarks>
internal sealed class RecipientQueue : IDisposable
{
    private const int Window = 1024;
    private const long WindowBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Lane> _lanes = [];
    private readonly Queue<Lane> _ready = new();
    private readonly PriorityQueue<Lane, long> _waiting = new();
    private readonly Breaker _breaker = new();
    private readonly DeliveryRunner _runner;
    private readonly ITimer _timer;
    private int _inMemory;
    private long _bytes;
    private int _running;
    private int _recording;
    private long _lastLoaded;
    private long _highestOffered;
    private bool _more;
    private bool _loading;
    private bool _stopping;

    public RecipientQueue(string recipient, DeliveryRunner runner)
    {
        Recipient = recipient;
        _runner = runner;
        _timer = runner.Time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The recipient system.</summary>
    public string Recipient { get; }

    /// <summary>Deliveries in memory.</summary>
    public int InMemory
    {
        get
        {
            lock (_gate)
            {
                return _inMemory;
            }
        }
    }

    /// <summary>Attempts under way.</summary>
    public int Running
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>True while an attempt is under way, or what became of one is not durable yet.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return _running + _recording > 0;
            }
        }
    }

    /// <summary>True while the recipient is left in peace.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_gate)
            {
                return !_breaker.IsClosed;
            }
        }
    }

    /// <summary>Takes over a committed delivery. Called on the writer's thread.</summary>
    public void Offer(DeliveryRow row)
    {
        lock (_gate)
        {
            if (row.Seq <= _lastLoaded)
            {
                return;
            }

            _highestOffered = row.Seq;
            if (_more || _loading || _inMemory >= Window)
            {
                _more = true;
                LoadIfRoom();
                return;
            }

            _lastLoaded = row.Seq;
            Add(row);
            Pump();
        }
    }

    /// <summary>Says that the store holds deliveries for this recipient which come before any that is offered.</summary>
    public void ExpectBacklog()
    {
        lock (_gate)
        {
            _more = true;
        }
    }

    /// <summary>Begins to read the backlog back.</summary>
    public void Start()
    {
        lock (_gate)
        {
            LoadIfRoom();
        }
    }

    /// <summary>Begins nothing new.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Add(DeliveryRow row)
    {
        if (row.Body is not null && _bytes + row.Body.Length > WindowBytes)
        {
            row.Body = null;
        }

        row.BytesCounted = row.Body?.Length ?? 0;
        _bytes += row.BytesCounted;
        _inMemory++;
        if (!_lanes.TryGetValue(row.OrderKey, out Lane? lane))
        {
            _lanes.Add(row.OrderKey, lane = new Lane(row.OrderKey));
        }

        if (lane.Add(row))
        {
            Schedule(lane);
        }
    }

    /// <summary>Puts a lane where its first delivery may be tried, now or later.</summary>
    private void Schedule(Lane lane)
    {
        if (lane.Head!.NextAttempt > Clock.Microseconds(_runner.Time))
        {
            _waiting.Enqueue(lane, lane.Head.NextAttempt);
            SetTimer();
        }
        else
        {
            _ready.Enqueue(lane);
        }
    }

    /// <summary>Starts as much as may run.</summary>
    private void Pump()
    {
        int concurrency = _runner.Concurrency(Recipient);
        while (!_stopping && _running < concurrency && _ready.Count > 0)
        {
            if (!_breaker.TryEnter(_runner.Time.GetUtcNow()))
            {
                SetTimer();
                return;
            }

            _running++;
            ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Queue.RunAsync(state.Lane), (Queue: this, Lane: _ready.Dequeue()), preferLocal: false);
        }
    }

    private async Task RunAsync(Lane lane)
    {
        DeliveryRow row = lane.Head!;
        bool probe;
        lock (_gate)
        {
            probe = !_breaker.IsClosed;
        }

        Outcome outcome = await _runner.AttemptAsync(row, probe);
        lock (_gate)
        {
            _running--;
            _recording++;
            Judge(outcome);
            lane.Unreachable = outcome.Kind == AttemptKind.Unreachable;
            Pump();
        }

        if (outcome.Kind == AttemptKind.Withheld || (outcome.Work is not null && await _runner.RecordAsync(outcome.Work)))
        {
            Release(lane, row);
        }

        lock (_gate)
        {
            _recording--;
        }
    }

    private void Judge(Outcome outcome)
    {
        if (outcome.Kind is AttemptKind.Delivered or AttemptKind.Refused)
        {
            if (_breaker.Succeed())
            {
                _runner.OnBreaker(Recipient, null);
                WakeAll();
            }
        }
        else if (outcome.Kind == AttemptKind.Withheld)
        {
            _breaker.Leave();
        }
        else if (outcome.Work is null || outcome.Kind == AttemptKind.Stopped)
        {
            // Cut short, or not sent at all: says nothing of the recipient.
        }
        else if (_breaker.Fail(outcome.Breaker, _runner.Time.GetUtcNow()))
        {
            _runner.OnBreaker(Recipient, outcome.Error ?? "");
        }
    }

    /// <summary>Goes on with a lane once what became of its first delivery is durable.</summary>
    private void Release(Lane lane, DeliveryRow row)
    {
        lock (_gate)
        {
            if (row.Status == DeliveryStatus.Pending)
            {
                Schedule(lane);
            }
            else
            {
                _inMemory--;
                _bytes -= row.BytesCounted;
                if (lane.Advance())
                {
                    Schedule(lane);
                }
                else
                {
                    _lanes.Remove(lane.Key);
                }
            }

            LoadIfRoom();
            Pump();
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            long now = Clock.Microseconds(_runner.Time);
            while (_waiting.TryPeek(out _, out long due) && due <= now)
            {
                _ready.Enqueue(_waiting.Dequeue());
            }

            // Nothing is due, but the recipient may be asked again: a delivery that never reached it does the asking.
            if (_ready.Count == 0 && _waiting.Count > 0 && _breaker.OpenUntil <= _runner.Time.GetUtcNow() && _waiting.Peek().Unreachable)
            {
                _ready.Enqueue(_waiting.Dequeue());
            }

            SetTimer();
            Pump();
        }
    }

    /// <summary>The recipient is back: nobody waits any longer for the sake of its absence.</summary>
    private void WakeAll()
    {
        List<(Lane Lane, long Due)> kept = [];
        while (_waiting.TryDequeue(out Lane? lane, out long due))
        {
            if (lane.Unreachable)
            {
                _ready.Enqueue(lane);
            }
            else
            {
                kept.Add((lane, due));
            }
        }

        _waiting.EnqueueRange(kept);
    }

    private void SetTimer()
    {
        long now = Clock.Microseconds(_runner.Time);
        long next = _waiting.TryPeek(out _, out long due) ? due : long.MaxValue;
        if (_breaker.OpenUntil is DateTimeOffset until && (_ready.Count > 0 || _waiting.Count > 0))
        {
            next = Math.Min(next, (until - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        }

        if (next != long.MaxValue && !_stopping)
        {
            // A breaker that lets its one probe run has its time behind it: the probe's end goes on from there.
            TimeSpan wait = next <= now ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromMicroseconds(next - now);
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void LoadIfRoom()
    {
        if (_more && !_loading && !_stopping && _inMemory <= Window / 2)
        {
            _loading = true;
            ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.LoadAsync(), this, preferLocal: false);
        }
    }

    private async Task LoadAsync()
    {
        long after;
        int room;
        lock (_gate)
        {
            after = _lastLoaded;
            room = Window - _inMemory;
        }

        List<DeliveryRow>? page = await _runner.LoadAsync(Recipient, after, room);
        lock (_gate)
        {
            _loading = false;
            if (page is null)
            {
                return;
            }

            foreach (DeliveryRow row in page)
            {
                _lastLoaded = row.Seq;
                Add(row);
            }

            _more = page.Count == room || _highestOffered > _lastLoaded;
            LoadIfRoom();
            Pump();
        }
    }
}
