using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Fires timers when they are due. Only those of the next minute are in memory. The clock is looked at once a second at least, so that one that is set forward
/// is noticed.
/// </summary>
internal sealed class TimerPump(TimerQueue queue, ProcessRunner runner, Store store, ServerOptions options, ILogger<TimerPump> log) : BackgroundService
{
    private const int AtOnce = 256;
    private const int PageSize = 20_000;

    private static readonly TimeSpan s_ahead = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private (long Due, long Id) _read;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FillAsync(stoppingToken);
                await FireAsync(stoppingToken);
                long wait = Math.Min(queue.Next, queue.Horizon) - Clock.Microseconds(options.Time);
                TimeSpan most = TimeSpan.FromMicroseconds(Math.Clamp(wait, 0, (long)s_look.TotalMicroseconds));
                await queue.WaitAsync(most, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException failure)
            {
                Log.ProcessesBehind(log, failure);
                await Task.Delay(s_look, stoppingToken);
            }
        }
    }

    // The horizon is set before the store is read: a timer that becomes durable meanwhile is then added by whoever wrote it.
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(options.Time);
        if (queue.Horizon > now + (Clock.Microseconds(s_ahead) / 2))
        {
            return;
        }

        long until = now + Clock.Microseconds(s_ahead);
        queue.Horizon = until;
        List<ProcessTimerRow> rows = await store.Reader.ProcessTimersAsync(_read.Due, _read.Id, until, PageSize, cancellationToken);
        queue.Add(rows);
        if (rows.Count == PageSize)
        {
            queue.Horizon = rows[^1].Due;
            _read = (rows[^1].Due, rows[^1].Id);
        }
        else
        {
            _read = (until, long.MaxValue);
        }
    }

    private async Task FireAsync(CancellationToken cancellationToken)
    {
        while (queue.Take(Clock.Microseconds(options.Time), AtOnce) is { Count: > 0 } due)
        {
            await runner.RoomAsync(cancellationToken);
            runner.Post([.. due.Select(t => (t.Process, (Arrival)new Arrival.Timer(t.Id, t.Key)))]);
        }
    }
}
