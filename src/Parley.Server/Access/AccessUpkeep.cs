using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary>Every minute: takes what commands did into the ledger, and forgets sessions that ended long ago.</summary>
internal sealed class AccessUpkeep(Sessions sessions, AccessLedger ledger, ServerOptions options, ILogger<AccessUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_every, options.Time);
        try
        {
            do
            {
                await RunOnceAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledger.TakeNotesAsync(cancellationToken);
            await sessions.ForgetAsync(cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            Log.StoreFailed(log, failure);
        }
    }
}
