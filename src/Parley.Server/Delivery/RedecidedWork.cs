using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Records that a waiting delivery was decided anew: its new message, or that it goes no further, with what the owner is told.</summary>
internal sealed class RedecidedWork(DeliveryRow row, ExchangeRecord record) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        if (row.Content is long content && row.Body is byte[] body)
        {
            session.Execute(Statements.InsertContent, content, body);
        }

        session.Execute(
            Statements.RedecideDelivery,
            row.Seq, row.Content, row.Facts, row.Issues, row.Purpose, row.Agreements, (long)row.Withheld, row.WithheldReasons);
        if (row.Status != DeliveryStatus.Pending)
        {
            row.Done = state.Now;
            session.Execute(
                Statements.EndDelivery,
                row.Seq, (long)row.Status, (long)row.Attempts, (long?)row.HttpStatus, row.Error, row.Response, row.Done, row.TookMicroseconds ?? 0);
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
