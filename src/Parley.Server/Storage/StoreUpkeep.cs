using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Storage;

/// <summary>Forgets receipts whose window has passed, every few minutes.</summary>
internal sealed class StoreUpkeep(Store store, ServerOptions options, ILogger<StoreUpkeep> log) : PeriodicService(TimeSpan.FromMinutes(5), options.Time, log)
{
    private long _early;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        if (store.Receipts.ForgottenEarly > _early)
        {
            _early = store.Receipts.ForgottenEarly;
            Log.ReceiptsForgotten(Logger, _early);
        }

        await store.ForgetReceiptsAsync(cancellationToken);
    }
}
