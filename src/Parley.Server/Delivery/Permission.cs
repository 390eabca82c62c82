using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Asks, before each attempt, whether a delivery may still go; one whose agreements changed since is decided and translated anew.</summary>
internal sealed class Permission(Disclosure disclosure, Redecision redecision, Store store, ServerOptions options)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The right to send it now; null when it goes no further, which is then recorded.</summary>
    public async Task<ContentPermit?> OfAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (disclosure.PermitDelivery(row) is ContentPermit permit)
            {
                return permit;
            }

            await RecordAsync(new RedecidedWork(row, await redecision.DecideAsync(row, cancellationToken)), cancellationToken);
            if (row.Status != DeliveryStatus.Pending)
            {
                return null;
            }

            // Decided anew, it is asked again: the agreements may have changed once more meanwhile.
        }
    }

    private async Task RecordAsync(RedecidedWork work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await store.WriteAsync(work, cancellationToken);
                return;
            }
            catch (StoreUnavailableException)
            {
                work = work.Again();
            }

            await Task.Delay(s_patience, options.Time, cancellationToken);
        }
    }
}
