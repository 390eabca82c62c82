using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Writes a person's decision on two records, or that it is undone, and that it was made into the ledger, in one transaction.</summary>
/// <param name="row">The decision as it stands from now on.</param>
/// <param name="entry">What the ledger says of it.</param>
internal sealed class DecisionWork(IdentityDecisionRow row, LedgerEntry entry) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        if (row.Undone is null)
        {
            session.Execute(
                Statements.InsertIdentityDecision, row.Id, row.Low, row.High, row.Verdict, row.At, row.By, row.Organisation, row.Reason, row.Weight, row.Model);
        }
        else
        {
            session.Execute(Statements.UndoIdentityDecision, row.Id, row.Undone, row.UndoneBy);
        }

        state.AddEntry(entry);
    }
}
