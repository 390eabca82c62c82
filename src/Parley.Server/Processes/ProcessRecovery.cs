using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Processes;

/// <summary>Wakes, after the start, the instances of which something was still to be carried out; and lets them come to rest before the end.</summary>
internal sealed class ProcessRecovery(ProcessRunner runner, ProcessTools tools, ServerOptions options, ILogger<ProcessRecovery> log)
    : PeriodicService(Timeout.InfiniteTimeSpan, options.Time, log)
{
    private const int PageSize = 500;

    private long _last;
    private long _count;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await runner.StopAsync(options.DrainTimeout);
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await tools.Catalogue.RefreshAsync(cancellationToken);
        while (await tools.Store.Reader.PendingProcessesAsync(_last, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            await runner.RoomAsync(cancellationToken);
            runner.Post([.. page.Select(p => (p, (Arrival)new Arrival.Wake()))]);
            (_last, _count) = (page[^1], _count + page.Count);
        }

        if (_count > 0)
        {
            Log.ProcessesRecovered(Logger, _count);
        }
    }
}
