using Parley.Engine.Evidence;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Asks, before each attempt, whether a delivery may still go; one that was decided by what has changed since is decided and translated anew.</summary>
internal sealed class Permission(
    Disclosure disclosure, Redecision redecision, UnknownOutcomes unknown, Store store, ServerOptions options)
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

            if (row.Source is null && await SourceAsync(row, cancellationToken) is string source)
            {
                row.Source = source;
                continue;
            }

            LedgerEntry? before = await unknown.EntryAsync(row, cancellationToken);
            ExchangeRecord decided = await redecision.DecideAsync(row, cancellationToken);
            if (before is not null)
            {
                decided.Entries.Insert(0, before);
            }

            // What was said of the message before says nothing of the new one.
            row.SaidUnknown = false;
            await RecordAsync(new RedecidedWork(row, decided), cancellationToken);
            if (row.Status != DeliveryStatus.Pending)
            {
                return null;
            }

            // Decided anew, it is asked again: the agreements may have changed once more meanwhile.
        }
    }

    /// <summary>What the ledger lacks of a delivery that has ended without being sent by this server; null when nothing. Waits for the store.</summary>
    public async Task<LedgerEntry?> UnrecordedAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await unknown.EntryAsync(row, cancellationToken);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(s_patience, options.Time, cancellationToken);
            }
        }
    }

    // A delivery that was read back from the store does not know whose system it came from.
    private async Task<string?> SourceAsync(DeliveryRow row, CancellationToken cancellationToken) =>
        (await store.Reader.ExchangeAsync(row.Exchange, cancellationToken))?.System;

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
