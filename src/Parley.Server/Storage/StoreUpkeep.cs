using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Storage;

/// <summary>Forgets receipts whose window has passed, every few minutes.</summary>
internal sealed class StoreUpkeep(Store store, ServerOptions options, ILogger<StoreUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_every, options.Time);
        long told = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default))
        {
            try
            {
                await store.ForgetReceiptsAsync(stoppingToken);
            }
            catch (StoreUnavailableException failure)
            {
                Log.StoreFailed(log, failure);
            }

            if (store.Receipts.ForgottenEarly > told)
            {
                told = store.Receipts.ForgottenEarly;
                Log.ReceiptsForgotten(log, told);
            }
        }
    }
}
