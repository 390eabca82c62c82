using System.Security.Cryptography;
using Parley.Engine.Evidence;

namespace Parley.Server.Storage;

/// <summary>An exchange with all that is written with it in one transaction.</summary>
internal sealed class ExchangeRecord
{
    private SealedExchange? _sealed;

    public required ExchangeRow Exchange { get; init; }

    /// <summary>The body as received; null when it is not kept.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The hash of sender and idempotency key; null when the exchange leaves no receipt.</summary>
    public ulong? Receipt { get; set; }

    public List<DeliveryRow> Deliveries { get; } = [];

    public List<ExceptionRow> Exceptions { get; } = [];

    /// <summary>What the ledger says of it: its collection, and what was refused.</summary>
    public List<LedgerEntry> Entries { get; } = [];

    /// <summary>What a recipient answers to a notice, a code of <c>record-notice-answer</c>; null when this is no such answer or does not say.</summary>
    public string? NoticeAnswer { get; set; }

    /// <summary>Seals all content under a key of the exchange's own; done once, before <see cref="Insert"/>.</summary>
    public void Seal(ContentKeys keys)
    {
        if (_sealed is not null)
        {
            return;
        }

        ContentKey key = keys.Next();
        using AesGcm cipher = key.Cipher();
        ExchangeRow row = Exchange;
        row.Key = key.Number;
        _sealed = new SealedExchange(
            Body is null ? null : key.Seal(cipher, SealedPlace.Body, Body),
            SealedFields.Seal(key, cipher, SealedPlace.Exchange, row.IdempotencyKey, row.MessageId, row.Reference, row.Issues, row.Completion),
            row.Reference is null ? null : keys.Blind(row.Reference),
            SealDeliveries(key, cipher));
        foreach (ExceptionRow exception in Exceptions)
        {
            exception.Seal(key, cipher);
        }
    }

    /// <summary>Writes everything.</summary>
    public void Insert(StoreSession session, WriterState state)
    {
        ExchangeRow row = Exchange;
        SealedExchange sealedRow = _sealed ?? throw new InvalidOperationException("Content must be sealed before it is written.");
        row.Recorded = state.Now;
        if (sealedRow.Body is not null)
        {
            row.Content = row.Id;
            session.Execute(Statements.InsertContent, row.Id, sealedRow.Body, row.Key);
        }

        session.Execute(
            Statements.InsertExchange,
            row.Id, row.System, row.Type, row.Via, (long)row.Status, row.Received, row.Recorded, row.ReadMicroseconds, row.WriteMicroseconds,
            row.Version, row.Content, (long)row.Size, row.Sha256, row.SubjectType, row.Correlation, row.Cause, (long?)row.CauseDelivery, (long)row.Depth,
            row.Key, sealedRow.Fields, sealedRow.Reference);
        if (Receipt is ulong hash)
        {
            session.Execute(Statements.InsertReceipt, row.Id, unchecked((long)hash));
            state.AddReceipt(hash, row.Id);
        }

        InsertDeliveries(session, state, sealedRow.Deliveries);
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

    private SealedDelivery[] SealDeliveries(ContentKey key, AesGcm cipher)
    {
        SealedDelivery[] rows = Deliveries.Count == 0 ? [] : new SealedDelivery[Deliveries.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Seal(Deliveries[i], key, cipher);
        }

        return rows;
    }

    private static SealedDelivery Seal(DeliveryRow row, ContentKey key, AesGcm cipher)
    {
        row.Key = key.Number;
        row.Secret = key;
        return new SealedDelivery(
            row.Body is null ? null : key.Seal(cipher, SealedPlace.Body, row.Body),
            SealedFields.Seal(key, cipher, SealedPlace.Delivery, row.Facts, row.Issues, row.Error));
    }

    private void InsertDeliveries(StoreSession session, WriterState state, SealedDelivery[] sealedRows)
    {
        DeliveryRow? previous = null;
        for (int i = 0; i < sealedRows.Length; i++)
        {
            (DeliveryRow row, SealedDelivery sealedRow) = (Deliveries[i], sealedRows[i]);
            // Recipients that share a message type and got the same bytes share the content.
            bool shared = row.Content is not null && row.Content == previous?.Content;
            if (sealedRow.Body is not null && row.Content is long content && !shared)
            {
                session.Execute(Statements.InsertContent, content, sealedRow.Body, row.Key);
            }

            // Given once: a second try must write what the first may have written already.
            row.Seq = row.Seq == 0 ? state.NextSequence() : row.Seq;
            session.Execute(
                Statements.InsertDelivery,
                row.Seq, row.Exchange, (long)row.N, row.Recipient, row.Type, (long)row.Route, row.OrderKey, (long)row.Status,
                row.Content, row.Key, sealedRow.Fields, row.Purpose, row.Agreements, row.Withheld == 0 ? SqlValue.Null : (long)row.Withheld, row.Subjects,
                row.WithheldReasons, row.Terms);
            previous = row;
        }
    }

    private sealed record SealedExchange(byte[]? Body, byte[]? Fields, long? Reference, SealedDelivery[] Deliveries);

    private readonly record struct SealedDelivery(byte[]? Body, byte[]? Fields);
}
