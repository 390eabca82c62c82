using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// An instance for which something is under way: what has come for it waits in a queue that one thread at a time works off. When there is nothing left it is
/// let go of, so that what only waits takes no memory.
/// </summary>
/// <param name="id">The instance.</param>
/// <param name="load">Reads it; asked once.</param>
internal sealed class LiveProcess(long id, Func<CancellationToken, Task<ProcessRow?>> load)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellationTokenSource> _calls = new(StringComparer.Ordinal);
    private List<Arrival> _arrivals = [];
    private bool _running;
    private bool _gone;

    /// <summary>Its key.</summary>
    public long Id => id;

    /// <summary>As it stands; null until it is loaded. Belongs to whoever works the queue off.</summary>
    public ProcessInstance? Instance { get; set; }

    /// <summary>Reads it from the store; null when it is not there.</summary>
    public Task<ProcessRow?> LoadAsync(CancellationToken cancellationToken) => load(cancellationToken);

    /// <summary>Adds to the queue; false when it has been let go of, so that another must be made.</summary>
    public bool TryAdd(Arrival arrival)
    {
        lock (_gate)
        {
            if (_gone)
            {
                return false;
            }

            _arrivals.Add(arrival);
            return true;
        }
    }

    /// <summary>Whether the caller is to work the queue off: something waits and nobody does.</summary>
    public bool TryRun()
    {
        lock (_gate)
        {
            bool mine = !_running && !_gone && _arrivals.Count > 0;
            _running |= mine;
            return mine;
        }
    }

    /// <summary>Holds the queue back while the instance is being made.</summary>
    public void Hold() => _running = true;

    /// <summary>What waits, to whoever works it off; null when nothing does, and the work is then given up.</summary>
    /// <param name="release">Called when the instance is let go of, before anybody can make another.</param>
    public IReadOnlyList<Arrival>? Next(Action<LiveProcess> release)
    {
        lock (_gate)
        {
            if (_arrivals.Count > 0)
            {
                List<Arrival> taken = _arrivals;
                _arrivals = [];
                return taken;
            }

            _running = false;
            LetGo(release);
            return null;
        }
    }

    /// <summary>Lets go of it whatever waits.</summary>
    public IReadOnlyList<Arrival> Abandon(Action<LiveProcess> release)
    {
        lock (_gate)
        {
            List<Arrival> left = _arrivals;
            (_arrivals, _gone, _running) = ([], true, false);
            release(this);
            return left;
        }
    }

    /// <summary>Notes that something is being carried out; false when it is already.</summary>
    public bool TryBegin(string key, CancellationTokenSource stop)
    {
        lock (_gate)
        {
            return _calls.TryAdd(key, stop);
        }
    }

    /// <summary>Notes that it is no longer.</summary>
    public void End(string key, Action<LiveProcess> release)
    {
        lock (_gate)
        {
            _calls.Remove(key);
            LetGo(release);
        }
    }

    /// <summary>Stops what is no longer wanted.</summary>
    public void Stop(string key)
    {
        CancellationTokenSource? stop;
        lock (_gate)
        {
            stop = _calls.GetValueOrDefault(key);
        }

        stop?.Cancel();
    }

    // Called under the gate. What is still to be carried out keeps it, though nothing is under way: it waits to hear that it is done.
    private void LetGo(Action<LiveProcess> release)
    {
        if (!_gone && !_running && _arrivals.Count == 0 && _calls.Count == 0 && Instance is not { Row.Parked: null, Content.Pending.Count: > 0 })
        {
            _gone = true;
            release(this);
        }
    }
}
