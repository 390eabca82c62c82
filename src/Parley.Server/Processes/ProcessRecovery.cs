using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Wakes, after the start, the instances of which something was still to be carried out; and lets them come to rest before the end.</summary>
internal sealed class ProcessRecovery(ProcessRunner runner, ProcessTools tools, ServerOptions options, ILogger<ProcessRecovery> log) : BackgroundService
{
    private const int PageSize = 500;

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await runner.StopAsync(options.DrainTimeout);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long count = 0;
        long last = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await tools.Catalogue.RefreshAsync(stoppingToken);
                List<long> page = await tools.Store.Reader.PendingProcessesAsync(last, PageSize, stoppingToken);
                if (page.Count == 0)
                {
                    break;
                }

                await runner.RoomAsync(stoppingToken);
                runner.Post([.. page.Select(p => (p, (Arrival)new Arrival.Wake()))]);
                (last, count) = (page[^1], count + page.Count);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException failure)
            {
                Log.ProcessesBehind(log, failure);
                await Task.Delay(s_again, stoppingToken);
            }
        }

        if (count > 0)
        {
            Log.ProcessesRecovered(log, count);
        }
    }
}
