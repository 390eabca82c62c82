using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Records;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Has content of instances erased, pass by pass behind the flow, and at once when an exchange has been erased.</summary>
internal sealed class ProcessUpkeep(ProcessEraser processes, Eraser exchanges, ServerOptions options, ILogger<ProcessUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_every, options.Time);
        exchanges.Erased += EraseTakenAsync;
        try
        {
            do
            {
                try
                {
                    await EraseTakenAsync(stoppingToken);
                    while (await processes.EraseOldAsync(stoppingToken))
                    {
                        stoppingToken.ThrowIfCancellationRequested();
                    }
                }
                catch (StoreUnavailableException failure)
                {
                    Log.ProcessesBehind(log, failure);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is marked is erased after the next start.
        }
        finally
        {
            exchanges.Erased -= EraseTakenAsync;
        }
    }

    private async Task EraseTakenAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await processes.EraseTakenAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }
}
