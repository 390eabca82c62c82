using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Fires timers when they are due. Only those of the next minute are in memory. The clock is looked at once a second at least, by the system's own, so that one that
/// is set forward is noticed.
/// </summary>
internal sealed class TimerPump : PeriodicService
{
    private const int AtOnce = 256;
    private const int PageSize = 20_000;

    private static readonly TimeSpan s_ahead = TimeSpan.FromSeconds(60);

    private readonly TimerQueue _queue;
    private readonly ProcessRunner _runner;
    private readonly Store _store;
    private readonly TimeProvider _time;
    private (long Due, long Id) _read;

    public TimerPump(TimerQueue queue, ProcessRunner runner, Store store, ServerOptions options, ILogger<TimerPump> log)
        : base(TimeSpan.FromSeconds(1), TimeProvider.System, log)
    {
        (_queue, _runner, _store, _time) = (queue, runner, store, options.Time);
        queue.Sooner = Wake;
    }

    /// <inheritdoc/>
    protected override TimeSpan Rest =>
        TimeSpan.FromMicroseconds(Math.Clamp(Math.Min(_queue.Next, _queue.Horizon) - Clock.Microseconds(_time), 0, Clock.Microseconds(base.Rest)));

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        while (_queue.Take(Clock.Microseconds(_time), AtOnce) is { Count: > 0 } due)
        {
            await _runner.RoomAsync(cancellationToken);
            _runner.Post([.. due.Select(t => (t.Process, (Arrival)new Arrival.Timer(t.Id, t.Key)))]);
        }
    }

    // The horizon is set before the store is read: a timer that becomes durable meanwhile is then added by whoever wrote it.
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(_time);
        if (_queue.Horizon > now + (Clock.Microseconds(s_ahead) / 2))
        {
            return;
        }

        (long before, long until) = (_queue.Horizon, now + Clock.Microseconds(s_ahead));
        _queue.Horizon = until;
        List<ProcessTimerRow> rows;
        try
        {
            rows = await _store.Reader.ProcessTimersAsync(_read.Due, _read.Id, until, PageSize, cancellationToken);
        }
        catch
        {
            _queue.Horizon = before;
            throw;
        }

        _queue.Add(rows);
        if (rows.Count == PageSize)
        {
            _queue.Horizon = rows[^1].Due;
            _read = (rows[^1].Due, rows[^1].Id);
        }
        else
        {
            _read = (until, long.MaxValue);
        }
    }
}
