using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Makes a failed delivery pending again, at the end of its recipient's order.</summary>
internal sealed class ResendWork(ExceptionRow exception, DeliveryRow delivery, string by, long now) : StoreWork
{
    private long _sequence;

    public override void Apply(StoreSession session, WriterState state)
    {
        _sequence = _sequence == 0 ? state.NextSequence() : _sequence;
        delivery.Seq = _sequence;
        delivery.Status = DeliveryStatus.Pending;
        delivery.Attempts = 0;
        delivery.NextAttempt = 0;
        session.Execute(Statements.EndException, exception.Id, (long)ExceptionStatus.Resent, now, by, SqlValue.Null, SqlValue.Null);
        session.Execute(Statements.ResendDelivery, delivery.Exchange, (long)delivery.N, delivery.Seq);
    }

    public override void OnCommitted(Store store) => store.DeliveryCommitted?.Invoke(delivery);
}
