using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Records the exchange that takes the place of what was not delivered, and ends what waited for it, in one transaction.</summary>
internal sealed class RecoveryWork(ExchangeRow exchange, ExchangeRecord replacement, IReadOnlyList<ExceptionRow> exceptions, string by, LedgerEntry entry, long now) : StoreWork
{
    public override void Prepare(Store store) => replacement.Seal(store.Keys);

    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (ExceptionRow exception in exceptions)
        {
            session.Execute(Statements.EndException, exception.Id, (long)ExceptionStatus.Resent, now, by, SqlValue.Null, replacement.Exchange.Id);
            if (exception.N is int n)
            {
                session.Execute(Statements.SetFailedDeliveryStatus, exchange.Id, (long)n, (long)DeliveryStatus.Corrected);
            }
        }

        if (exchange.Status == ExchangeStatus.Held)
        {
            session.Execute(Statements.SetExchangeStatus, exchange.Id, (long)ExchangeStatus.Corrected);
            session.Execute(Statements.SettleReply, exchange.Id);
        }

        state.AddEntry(entry);
        replacement.Insert(session, state);
    }

    public override void OnCommitted(Store store) => replacement.HandOver(store);
}
