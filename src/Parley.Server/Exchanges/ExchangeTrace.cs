using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Collects what is known of an exchange from the store.</summary>
internal sealed class ExchangeTrace(Store store, WorkspaceHost workspace, Disclosure disclosure, StoredBundles bundles)
{
    private const int MostAgain = 3;

    /// <summary>Collects what a caller may see of an exchange of its own, as it stands at one moment.</summary>
    public async Task<ExchangeView> CollectAsync(ExchangeRow row, Caller caller, string? purpose, string? reason, CancellationToken cancellationToken)
    {
        for (int again = 0; ; again++)
        {
            await using StoreSnapshot snapshot = await store.Reader.SnapshotAsync(cancellationToken);
            ExchangeRow there = await snapshot.Reader.ExchangeAsync(row.Id, cancellationToken) ?? row;
            ExchangeView view = await CollectAsync(snapshot.Reader, there, caller, purpose, reason, cancellationToken);

            // Keys are erased beside the store: what has lost its content while it was read is read again, by then as erased.
            if (!store.Stops.IsErased(row.Id) || there.Status == ExchangeStatus.Erased || again == MostAgain)
            {
                return view;
            }
        }
    }

    private async Task<ExchangeView> CollectAsync(StoreReader reader, ExchangeRow row, Caller caller, string? purpose, string? reason, CancellationToken cancellationToken)
    {
        ContentPermit? permit = disclosure.PermitView(caller, row.System);
        List<DeliveryRow> deliveries = await reader.DeliveriesAsync(row.Id, cancellationToken);
        byte[]? body = permit is null ? null : await reader.ContentAsync(row.Content, permit, cancellationToken);
        Bundle? bundle = body is null ? null : bundles.Translate(row, body, permit!);
        Decision? decision = bundle is null ? null : disclosure.Consult(caller, row.System, bundle, purpose, reason);

        // A message as it came and as it went cannot be masked: it is shown when the decision lets the caller see all of it, to the system that handed it in, and
        // when there is nothing that could be decided about, as of a faulty message that somebody must put right.
        bool whole = decision is null or { Permitted: not null, Withheld.Count: 0 } || (caller.System == row.System && caller.Person is null);
        Dictionary<long, byte[]> sent = [];
        foreach (long content in deliveries.Select(d => d.Content).OfType<long>().Distinct())
        {
            if (permit is not null && whole && await reader.ContentAsync(content, permit, cancellationToken) is byte[] bytes)
            {
                sent.Add(content, bytes);
            }
        }

        return new ExchangeView
        {
            Row = row,
            Version = await reader.VersionAsync(row.Version, cancellationToken),
            Body = whole ? body : null,
            Bundle = decision?.Permitted,
            ShowsContent = permit is not null,
            DictionaryVersion = workspace.Current.Workspace.Dictionary.Version,
            WorkspaceChanged = row.Version != workspace.Current.Version,
            Deliveries = deliveries,
            Sent = sent,
            Attempts = await reader.AttemptsAsync(row.Id, cancellationToken),
            Caused = [.. (await reader.CausedAsync(row.Id, cancellationToken)).Select(c => disclosure.PermitView(caller, c.System) is null ? c with { Reference = null } : c)],
            Acts = await reader.ActsOfAsync(row.Id, cancellationToken),
            Notices = await reader.NoticesOfAsync(row.Id, cancellationToken),
            Exceptions = await reader.ExceptionsOfAsync(row.Id, cancellationToken),
        };
    }
}
