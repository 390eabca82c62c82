using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Ends a legal hold; what it was on is no longer named.</summary>
internal sealed class EndHoldWork(HoldRow hold, string by, string organisation, string reason) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.EndHold, hold.Id, state.Now, by, reason);
        state.AddEntry(ActEntries.Authority(by, organisation, reason, state.Now, hold.Exchange, $"hold ended on {hold.Kind}"));
    }

    public override void OnCommitted(Store store) => store.Holds.Remove(hold.Id);
}
