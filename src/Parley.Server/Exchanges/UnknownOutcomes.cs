using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>
/// Deliveries that a server may have sent before it was cut off: normally they are sent again and the ledger then says so. One that goes no further instead
/// leaves an entry that its outcome is unknown, so that no disclosure is missing; that one was not sent after all is possible.
/// </summary>
internal sealed class UnknownOutcomes(Store store, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>Whether a pending delivery may have been sent without any record of it.</summary>
    public bool MayHaveLeft(DeliveryRow row) =>
        WriterState.LedgerOn && !row.IsAccounted && row.Content is not null && row.Seq > 0 && row.Seq <= store.UnsureUpTo;

    /// <summary>The entry that a delivery needs before it goes no further, or goes with another message; null when it needs none.</summary>
    public async Task<LedgerEntry?> EntryAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        if (!MayHaveLeft(row))
        {
            return null;
        }

        byte[]? body = row.Body ?? await store.Reader.ContentAsync(row.Content, Disclosure.PermitTranslation(), cancellationToken);
        ExchangeRow? exchange = await store.Reader.ExchangeAsync(row.Exchange, cancellationToken);
        LedgerEntry entry = LedgerEntries.Disclosure(
            row, body, OrganisationOf(exchange?.System), OrganisationOf(row.Recipient), LedgerEntries.Unknown, Clock.Microseconds(options.Time));
        row.IsAccounted = true;
        return entry;
    }

    private string? OrganisationOf(string? system) =>
        system is not null && workspace.Current.Workspace.Systems.TryGetValue(system, out SystemDefinition? definition) ? definition.Organisation : null;
}
