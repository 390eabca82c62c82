using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Decides a waiting delivery anew when what it was decided by no longer stands, and translates it out again.</summary>
internal sealed class Redecision(Journey journey, StoredBundles bundles, WorkspaceHost workspace, Store store, ServerOptions options)
{
    private const string NotRead = "What it was decided by no longer stands, and it can no longer be read back to be decided anew.";
    private const string NotTaken = "The recipient's accepts entry no longer takes it.";

    /// <summary>Decides anew. The row is brought up to date: pending with its new message, or ended.</summary>
    /// <returns>What is to be recorded with it: exceptions and entries of the ledger; a refusal when the message cannot be read back any more.</returns>
    public async Task<ExchangeRecord> DecideAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        ExchangeRow exchange = await store.Reader.KnownExchangeAsync(row.Exchange, cancellationToken);
        ExchangeRecord record = new() { Exchange = exchange };
        Bundle? bundle = await bundles.ReadAsync(exchange, Disclosure.PermitTranslation(), cancellationToken);
        Snapshot snapshot = workspace.Current;
        if (bundle?.Subject is not Record subject
            || !snapshot.Workspace.Systems.TryGetValue(exchange.System, out SystemDefinition? source)
            || snapshot.Routes.For(subject.Type).FirstOrDefault(r => IsOf(r, row)) is not Route route)
        {
            Refuse(record, row, snapshot, NotRead);
            return record;
        }

        if (!route.Takes(source.Id, subject))
        {
            Refuse(record, row, snapshot, NotTaken);
            return record;
        }

        journey.Decide(record, source, bundle, route, row);
        return record;
    }

    private void Refuse(ExchangeRecord record, DeliveryRow row, Snapshot snapshot, string why)
    {
        string organisation = snapshot.Workspace.Systems.GetValueOrDefault(record.Exchange.System)?.Organisation ?? "";
        IssueCode code = SharingIssues.NoLongerPermitted;
        row.Status = DeliveryStatus.Withheld;
        row.Error = $"{code}: {why}";
        row.Body = null;
        long now = Clock.Microseconds(options.Time);
        record.Exceptions.Add(new ExceptionRow
        {
            Id = store.Ids.Next(),
            Exchange = row.Exchange,
            N = row.N,
            Opened = now,
            Severity = "error",
            Source = record.Exchange.System,
            Owner = record.Exchange.System,
            Organisation = organisation,
            Code = code.Code,
            What = code.Title,
            Why = why,
            Remedy = code.Remedy,
        });
        record.Entries.Add(new LedgerEntry
        {
            Action = LedgerAction.Refusal,
            At = now,
            Actor = "platform",
            Organisation = organisation,
            Recipient = snapshot.Workspace.Systems.GetValueOrDefault(row.Recipient)?.Organisation,
            RecipientSystem = row.Recipient,
            Purpose = row.Purpose,
            Exchange = PublicId.Exchange(row.Exchange),
            Delivery = PublicId.Delivery(row.Exchange, row.N),
            Outcome = code.Code,
        });
    }

    private static bool IsOf(Route route, DeliveryRow row) =>
        route.Recipient.Id == row.Recipient && route.MessageType.Name == row.Type && route.Number == row.Route;
}
