using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Records an act, stops what has not gone out, and tells those who were given it: one transaction. A hold in force makes it do nothing.</summary>
internal sealed class ActWork(ActRow act) : StoreWork
{
    private HoldTable? _holds;

    /// <summary>How the exchange stands from now on; null when the act does not change that.</summary>
    public ExchangeStatus? Status { get; init; }

    /// <summary>The deliveries that must not go out any more.</summary>
    public IReadOnlyList<DeliveryRow> Stopped { get; init; } = [];

    /// <summary>What the ledger has to say of them.</summary>
    public IReadOnlyList<LedgerEntry> Unknown { get; init; } = [];

    /// <summary>Who is told.</summary>
    public IReadOnlyList<NoticeDraft> Notices { get; init; } = [];

    /// <summary>The corrected message, or null.</summary>
    public ExchangeRecord? Replacement { get; init; }

    /// <summary>The exchanges that lose their content; no hold may be on any of them.</summary>
    public IReadOnlyList<HeldAs> Losing { get; init; } = [];

    /// <summary>After completion: the hold that forbade it, or null.</summary>
    public HoldRow? HeldBy { get; private set; }

    public override void Prepare(Store store)
    {
        _holds = store.Holds;
        Replacement?.Seal(store.Keys);
        foreach (NoticeDraft notice in Notices)
        {
            notice.Record?.Seal(store.Keys);
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        HeldBy = Losing.Select(l => _holds!.On(l.Exchange, l.Type, l.Reference)).FirstOrDefault(h => h is not null);
        if (HeldBy is not null)
        {
            return;
        }

        act.Insert(session);
        if (Status is ExchangeStatus status)
        {
            session.Execute(Statements.SetExchangeStatus, act.Exchange, (long)status);
            session.Execute(Statements.EndExceptionsOf, act.Exchange, act.At, act.By, (long)ExceptionStatus.Settled);
        }

        foreach (DeliveryRow delivery in Stopped)
        {
            session.Execute(Statements.StopDelivery, delivery.Exchange, (long)delivery.N);
        }

        foreach (LedgerEntry entry in Unknown)
        {
            state.AddEntry(entry);
        }

        state.AddEntry(ActEntries.Of(act));
        Replacement?.Insert(session, state);
        foreach (NoticeDraft notice in Notices)
        {
            notice.Row.Insert(session);
            notice.Record?.Insert(session, state);
            state.AddEntry(ActEntries.Told(act, notice.Row));
        }
    }

    public override void OnCommitted(Store store)
    {
        if (HeldBy is not null)
        {
            return;
        }

        foreach (DeliveryRow delivery in Stopped)
        {
            store.Stops.Stop(delivery.Exchange, delivery.N);
        }

        foreach (HeldAs losing in Losing)
        {
            store.Stops.Erase(losing.Exchange);
        }

        Replacement?.HandOver(store);
        foreach (NoticeDraft notice in Notices)
        {
            notice.Record?.HandOver(store);
        }
    }
}
