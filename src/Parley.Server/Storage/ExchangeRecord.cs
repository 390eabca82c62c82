using Parley.Engine.Evidence;

namespace Parley.Server.Storage;

/// <summary>An exchange with all that is written with it in one transaction.</summary>
internal sealed class ExchangeRecord
{
    public required ExchangeRow Exchange { get; init; }

    /// <summary>The body as received; null when it is not kept.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The hash of sender and idempotency key; null when the exchange leaves no receipt.</summary>
    public ulong? Receipt { get; set; }

    public List<DeliveryRow> Deliveries { get; } = [];

    public List<ExceptionRow> Exceptions { get; } = [];

    /// <summary>Uses of data that happen with it, for the ledger: refusals of disclosure.</summary>
    public List<LedgerEntry> Entries { get; } = [];

    /// <summary>Writes everything.</summary>
    public void Insert(StoreSession session, WriterState state)
    {
        ExchangeRow row = Exchange;
        row.Recorded = state.Now;
        if (Body is not null)
        {
            row.Content = row.Id;
            session.Execute(Statements.InsertContent, row.Id, Body);
        }

        session.Execute(
            Statements.InsertExchange,
            row.Id, row.System, row.Type, row.Via, (long)row.Status, row.Received, row.Recorded, row.ReadMicroseconds, row.WriteMicroseconds,
            row.Version, row.Content, (long)row.Size, row.Sha256, row.IdempotencyKey, row.MessageId, row.SubjectType, row.Reference, row.Issues,
            row.Correlation, row.Cause, (long?)row.CauseDelivery, (long)row.Depth, row.Completion);
        if (Receipt is ulong hash)
        {
            session.Execute(Statements.InsertReceipt, row.Id, unchecked((long)hash));
            state.AddReceipt(hash, row.Id);
        }

        InsertDeliveries(session, state);
        foreach (ExceptionRow exception in Exceptions)
        {
            exception.Insert(session);
        }

        foreach (LedgerEntry entry in Entries)
        {
            state.AddEntry(entry);
        }
    }

    /// <summary>Hands pending deliveries on; called once durable.</summary>
    public void HandOver(Store store)
    {
        foreach (DeliveryRow delivery in Deliveries)
        {
            if (delivery.Status == DeliveryStatus.Pending)
            {
                store.DeliveryCommitted?.Invoke(delivery);
            }
        }
    }

    private void InsertDeliveries(StoreSession session, WriterState state)
    {
        DeliveryRow? previous = null;
        foreach (DeliveryRow row in Deliveries)
        {
            // Recipients that share a message type and got the same bytes share the content.
            bool shared = row.Content is not null && row.Content == previous?.Content;
            if (row.Body is not null && row.Content is long content && !shared)
            {
                session.Execute(Statements.InsertContent, content, row.Body);
            }

            // Given once: a second try must write what the first may have written already.
            row.Seq = row.Seq == 0 ? state.NextSequence() : row.Seq;
            session.Execute(
                Statements.InsertDelivery,
                row.Seq, row.Exchange, (long)row.N, row.Recipient, row.Type, (long)row.Route, row.OrderKey, (long)row.Status,
                row.Content, row.Facts, row.Issues, row.Error, row.Purpose, row.Agreements, (long)row.Withheld, row.WithheldReasons);
            previous = row;
        }
    }
}
