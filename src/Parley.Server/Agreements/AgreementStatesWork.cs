using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>Records that agreements stand otherwise than when they were last looked at, each with its entry in the ledger.</summary>
internal sealed class AgreementStatesWork(IReadOnlyList<(string Agreement, string Hash, AgreementState State, LedgerEntry Entry)> changes, AgreementRegister register) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach ((string agreement, string hash, AgreementState standing, LedgerEntry entry) in changes)
        {
            session.Execute(Statements.SetAgreementState, agreement, hash, (long)standing, entry.At);
            state.AddEntry(entry);
        }
    }

    public override void OnCommitted(Store store)
    {
        foreach ((string agreement, string hash, AgreementState state, LedgerEntry entry) in changes)
        {
            if (state == AgreementState.Ended)
            {
                register.Take(new EndedAgreement(agreement, hash, entry.At));
            }
        }
    }
}
