using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Writes changes of pairs.</summary>
internal sealed class PairWork(IReadOnlyList<IdentityPairRow> rows) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (IdentityPairRow row in rows)
        {
            session.Execute(Statements.InsertIdentityPair, row.Id, row.Low, row.High, row.Weight, row.Model, state.Now);
        }
    }
}
