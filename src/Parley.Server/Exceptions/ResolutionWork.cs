using Parley.Engine.Sharing;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Ends an exception, and records the message that takes the place of the one at fault.</summary>
internal sealed class ResolutionWork(ExceptionRow exception, ExceptionStatus status, string by, long now) : StoreWork
{
    private string? _reason;

    /// <summary>The reason of a discard.</summary>
    public string? Reason { get; init; }

    /// <summary>The message in its place, or null.</summary>
    public ExchangeRecord? Replacement { get; init; }

    public override void Prepare(Store store)
    {
        // What a person says of a message may quote it.
        _reason = Reason is not null && exception.Key is long number
            ? store.Keys.Find(number) is ContentKey key ? SealedText.Seal(key, SealedPlace.Reason, Reason) : null
            : Reason;
        Replacement?.Seal(store.Keys);
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.EndException, exception.Id, (long)status, now, by, _reason, Replacement?.Exchange.Id);
        bool discarded = status == ExceptionStatus.Discarded;
        if (exception.N is int n)
        {
            DeliveryStatus delivery = discarded ? DeliveryStatus.Discarded : DeliveryStatus.Corrected;
            session.Execute(Statements.SetFailedDeliveryStatus, exception.Exchange, (long)n, (long)delivery);
        }
        else if (exception.Severity == "error" && exception.Code != SharingIssues.EmergencyReview.Code)
        {
            ExchangeStatus exchange = discarded ? ExchangeStatus.Discarded : ExchangeStatus.Corrected;
            session.Execute(Statements.SetExchangeStatus, exception.Exchange, (long)exchange);
            session.Execute(Statements.SettleReply, exception.Exchange);
        }

        if (status == ExceptionStatus.Corrected && Replacement is not null)
        {
            state.AddEntry(LedgerEntries.Alteration(exception, Replacement, by, now));
        }

        Replacement?.Insert(session, state);
    }

    public override void OnCommitted(Store store) => Replacement?.HandOver(store);
}
