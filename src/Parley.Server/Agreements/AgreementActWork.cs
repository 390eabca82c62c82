using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>Records what a party did to an agreement, with its entry in the ledger, and takes it into effect once durable.</summary>
internal sealed class AgreementActWork(AgreementActRow act, LedgerEntry entry, AgreementRegister register) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.InsertAgreementAct, act.Id, act.Agreement, act.Act, act.Organisation, act.Actor, act.Reason, act.At);
        state.AddEntry(entry);
    }

    public override void OnCommitted(Store store) => register.Take(act);
}
