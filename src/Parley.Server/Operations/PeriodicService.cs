using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>
/// Work that is done now and again behind the flow: a pass at the start, another whenever it has rested so long, and one at once when somebody wakes it. What a pass
/// throws ends neither the service nor the server: it is told once, shown as a level for as long as it lasts, and the pass is made again, soon at first and then
/// ever more seldom.
/// </summary>
/// <param name="every">How long it rests between passes; <see cref="Timeout.InfiniteTimeSpan"/> for one pass at the start and those it is woken for.</param>
/// <param name="time">The clock it rests by.</param>
/// <param name="log">Where faults are told.</param>
internal abstract class PeriodicService(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    private const double MostSeconds = 30;
    private const int MostTold = 100;

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly AsyncLock _turn = new();
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);
    private volatile bool _faulty;
    private int _failures;

    /// <summary>What the log and the metrics call it.</summary>
    public string Name => GetType().Name;

    /// <summary>Whether the last pass failed, or left something undone that failed.</summary>
    public bool IsFailing => !_told.IsEmpty;

    /// <summary>Where it logs.</summary>
    protected ILogger Logger { get; } = log;

    /// <summary>How long to rest after the pass that has just ended.</summary>
    protected virtual TimeSpan Rest => every;

    private TimeSpan BackOff => TimeSpan.FromSeconds(Math.Min(MostSeconds, Math.Pow(2, _failures - 1)));

    /// <summary>Makes a pass now. Passes take turns, so that the end of one is the end of all that was to be done when it was asked for.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        using (await _turn.EnterAsync(cancellationToken))
        {
            await DoAsync(cancellationToken);
        }
    }

    /// <summary>Has the next pass made at once. Never blocks; after a pass that failed the time for the next one stands.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Does what is to be done now.</summary>
    protected abstract Task DoAsync(CancellationToken cancellationToken);

    /// <summary>Does something with each: one with which it fails keeps none of the others from its turn, and gets its own again at the next pass.</summary>
    /// <returns>Whether it failed with none.</returns>
    protected async Task<bool> EachAsync<T>(IEnumerable<T> things, Func<T, Task> work, CancellationToken cancellationToken)
    {
        bool well = true;
        foreach (T thing in things)
        {
            try
            {
                await work(thing);
            }
            catch (Exception failure) when (failure is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
            {
                Tell(failure);
                well = false;
            }
        }

        return well;
    }

    /// <summary>Tells of a failure that does not end the pass: each once until a pass goes well again.</summary>
    protected void Tell(Exception failure)
    {
        _faulty = true;
        Meters.ServiceFaults.Add(1, new KeyValuePair<string, object?>("service", Name));
        if (_told.Count >= MostTold || !_told.TryAdd($"{failure.GetType()}: {failure.Message}", true))
        {
            return;
        }

        if (failure is StoreUnavailableException)
        {
            Log.ServiceWaits(Logger, Name, failure.InnerException?.Message ?? failure.Message);
        }
        else
        {
            Log.ServiceFault(Logger, Name, failure);
        }
    }

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using ITimer timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            while (true)
            {
                if (await TryPassAsync(stoppingToken) is TimeSpan rest)
                {
                    if (rest != TimeSpan.Zero)
                    {
                        timer.Change(rest, Timeout.InfiniteTimeSpan);
                    }
                    else
                    {
                        Wake();
                    }

                    await _wake.Reader.ReadAsync(stoppingToken);
                }
                else
                {
                    // Whoever wakes it often must not make it fail as often.
                    await Task.Delay(BackOff, time, stoppingToken);
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops: the next one goes on from what is stored.
        }
    }

    /// <summary>Makes a pass; how long to rest after it, null when it failed.</summary>
    private async Task<TimeSpan?> TryPassAsync(CancellationToken stoppingToken)
    {
        _faulty = false;
        try
        {
            await PassAsync(stoppingToken);
            TimeSpan rest = Rest;
            if (_faulty)
            {
                _failures++;
                return rest < TimeSpan.Zero || rest > BackOff ? BackOff : rest;
            }

            Recover();
            return rest;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The last guard of all background work.
            _failures++;
            Tell(failure);
            return null;
        }
    }

    private void Recover()
    {
        if (IsFailing)
        {
            _told.Clear();
            Log.ServiceGoesOn(Logger, Name, _failures);
        }

        _failures = 0;
    }
}
