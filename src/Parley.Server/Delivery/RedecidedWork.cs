using System.Security.Cryptography;
using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Records that a waiting delivery was decided anew: its new message, or that it goes no further, with what the owner is told.</summary>
internal sealed class RedecidedWork(DeliveryRow row, ExchangeRecord record) : StoreWork
{
    private byte[]? _body;
    private byte[]? _fields;
    private byte[]? _outcome;

    public override void Prepare(Store store)
    {
        ContentKey? key = row.Secret ?? (row.Key is long number ? store.Keys.Find(number) : null);
        if (key is null)
        {
            _body = row.Key is null ? row.Body : null;
            return;
        }

        using AesGcm cipher = key.Cipher();
        _body = row.Body is null ? null : key.Seal(cipher, SealedPlace.Body, row.Body);
        _fields = SealedFields.Seal(key, cipher, SealedPlace.Delivery, row.Facts, row.Issues, row.Error);
        _outcome = SealedFields.Seal(key, SealedPlace.Outcome, row.Error, row.Response);
        foreach (ExceptionRow exception in record.Exceptions)
        {
            exception.Seal(key, cipher);
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        bool plain = row.Key is null;
        if (row.Content is long content && _body is not null)
        {
            session.Execute(Statements.InsertContent, content, _body, row.Key);
        }

        session.Execute(
            Statements.RedecideDelivery,
            row.Seq, row.Content, plain ? row.Facts : null, plain ? row.Issues : null, _fields, row.Purpose, row.Agreements, (long)row.Withheld,
            row.WithheldReasons, row.Subjects, row.Terms);
        if (row.Status != DeliveryStatus.Pending)
        {
            row.Done = state.Now;
            session.Execute(
                Statements.EndDelivery,
                row.Seq, (long)row.Status, (long)row.Attempts, (long?)row.HttpStatus, plain ? row.Error : null, plain ? row.Response : null, row.Done,
                row.TookMicroseconds ?? 0, _outcome);
        }

        foreach (ExceptionRow exception in record.Exceptions)
        {
            exception.Insert(session);
        }

        foreach (LedgerEntry entry in record.Entries)
        {
            state.AddEntry(entry);
        }
    }

    /// <summary>The same work, to be handed in anew after the store had refused it.</summary>
    public RedecidedWork Again() => new(row, record);
}
