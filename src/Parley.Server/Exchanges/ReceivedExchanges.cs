using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Finds what callers were given. Every delivery passes <see cref="Disclosure"/>; pages are filled up again, so that what is left out leaves no gap.</summary>
internal sealed class ReceivedExchanges(Store store, Disclosure disclosure)
{
    private const int MostAtOnce = 500;

    /// <summary>The deliveries of an exchange that a caller was given.</summary>
    public async Task<List<DeliveryRow>> OfAsync(Caller caller, ExchangeRow exchange, CancellationToken cancellationToken) =>
        (await store.Reader.DeliveriesAsync(exchange.Id, cancellationToken)).FindAll(d => disclosure.IsReceived(caller, exchange, d));

    /// <summary>A page of what a caller was given, new to old.</summary>
    public async Task<List<DeliveryRow>> PageAsync(Caller caller, ReceivedFilter filter, CancellationToken cancellationToken)
    {
        List<DeliveryRow> page = [];
        ReceivedFilter next = filter;
        while (true)
        {
            List<DeliveryRow> rows = await store.Reader.ReceivedAsync(next, cancellationToken);
            foreach (IGrouping<long, DeliveryRow> one in rows.GroupBy(r => r.Exchange))
            {
                ExchangeRow? exchange = await store.Reader.ExchangeAsync(one.Key, cancellationToken);
                page.AddRange(one.Where(d => exchange is not null && disclosure.IsReceived(caller, exchange, d)));
            }

            if (page.Count >= filter.Limit || rows.Count < next.Limit)
            {
                return page.Count > filter.Limit ? page[..filter.Limit] : page;
            }

            next = next with { Before = (rows[^1].Exchange, rows[^1].N), Limit = MostAtOnce };
        }
    }

    /// <summary>A page of exchanges, new to old: the caller's own, and for people those of which their organisation was given something.</summary>
    public async Task<List<ListedExchange>> ExchangesAsync(Caller caller, ExchangeFilter filter, CancellationToken cancellationToken)
    {
        List<ListedExchange> page = [];
        ExchangeFilter next = filter;
        while (true)
        {
            List<ExchangeRow> rows = await store.Reader.ExchangesAsync(next, cancellationToken);
            foreach (ExchangeRow row in rows)
            {
                List<DeliveryRow> deliveries = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
                bool own = Disclosure.IsOwn(caller, row.System);
                List<DeliveryRow> shown = own ? deliveries : deliveries.FindAll(d => Fits(d, filter) && disclosure.IsReceived(caller, row, d));
                if (own || shown.Count > 0)
                {
                    page.Add(new ListedExchange(row, own, own && disclosure.PermitView(caller, row.System) is not null, shown));
                }
            }

            if (page.Count >= filter.Limit || rows.Count < next.Limit)
            {
                return page.Count > filter.Limit ? page[..filter.Limit] : page;
            }

            next = next with { Before = rows[^1].Id, Limit = MostAtOnce };
        }
    }

    private static bool Fits(DeliveryRow delivery, ExchangeFilter filter) =>
        (filter.System is null || filter.System == delivery.Recipient) && (filter.Type is null || filter.Type == delivery.Type);
}
