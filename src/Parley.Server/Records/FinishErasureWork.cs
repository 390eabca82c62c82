using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Records that an erasure is complete: content and keys are gone.</summary>
internal sealed class FinishErasureWork(ActRow act) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.FinishAct, act.Id, state.Now);
        state.AddEntry(ActEntries.Done(act, state.Now));
    }
}
