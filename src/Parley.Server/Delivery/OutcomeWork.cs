using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Records what became of a delivery: its state, a failed attempt, an exception, and the reply as an exchange, in one transaction.</summary>
internal sealed class OutcomeWork(DeliveryRow row) : StoreWork
{
    /// <summary>The failed attempt, or null.</summary>
    public AttemptRow? Attempt { get; init; }

    /// <summary>The exception it became, or null.</summary>
    public ExceptionRow? Exception { get; init; }

    /// <summary>The reply, or null.</summary>
    public ExchangeRecord? Reply { get; init; }

    /// <summary>What the ledger says of the attempt; null when nothing left.</summary>
    public LedgerEntry? Entry { get; init; }

    public override void Apply(StoreSession session, WriterState state)
    {
        if (row.Status == DeliveryStatus.Pending)
        {
            session.Execute(Statements.PostponeDelivery, row.Seq, (long)row.Attempts, row.NextAttempt, (long?)row.HttpStatus, row.Error);
        }
        else
        {
            session.Execute(
                Statements.EndDelivery,
                row.Seq, (long)row.Status, (long)row.Attempts, (long?)row.HttpStatus, row.Error, row.Response, row.Done, row.TookMicroseconds);
        }

        if (Attempt is AttemptRow attempt)
        {
            session.Execute(
                Statements.InsertAttempt,
                attempt.Exchange, (long)attempt.N, attempt.At, attempt.TookMicroseconds, (long?)attempt.HttpStatus, attempt.Error, attempt.NextAttempt);
        }

        if (Entry is not null)
        {
            state.AddEntry(Entry);
        }

        Exception?.Insert(session);
        Reply?.Insert(session, state);
    }

    public override void OnCommitted(Store store) => Reply?.HandOver(store);

    /// <summary>The same work, to be handed in anew after the store had refused it.</summary>
    public OutcomeWork Again() => new(row) { Attempt = Attempt, Exception = Exception, Reply = Reply, Entry = Entry };
}
