using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Several statements, and an entry, in one transaction.</summary>
internal sealed class StatementsWork(Action<StoreSession, WriterState> apply) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state) => apply(session, state);
}
