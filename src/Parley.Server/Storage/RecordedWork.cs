using Parley.Engine.Evidence;

namespace Parley.Server.Storage;

/// <summary>Work with its entry in the ledger: neither without the other.</summary>
internal sealed class RecordedWork(StoreWork work, LedgerEntry entry) : StoreWork
{
    public override void Prepare(Store store) => work.Prepare(store);

    public override void Apply(StoreSession session, WriterState state)
    {
        work.Apply(session, state);
        state.AddEntry(entry);
    }

    public override void OnCommitted(Store store) => work.OnCommitted(store);
}
