using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Removes rows of pairs that newer ones have taken the place of.</summary>
internal sealed class PairSweepWork(long[] rows) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (long row in rows)
        {
            session.Execute(Statements.DropIdentityPair, row);
        }
    }
}
