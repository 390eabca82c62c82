using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Writes a mended line, that the refused one is mended by it, and that somebody did so.</summary>
internal sealed class MendWork(LoadRow load, LoadLineRow line, ExchangeRecord mended, LedgerEntry entry) : StoreWork
{
    public override void Prepare(Store store) => mended.Seal(store.Keys);

    public override void Apply(StoreSession session, WriterState state)
    {
        mended.Insert(session, state);
        session.Execute(Statements.InsertLoadLine, mended.Exchange.Id, load.Id, line.Position, line.Line, SqlValue.Null);
        session.Execute(Statements.MendLoadLine, line.Exchange, mended.Exchange.Id);
        session.Execute(Statements.CountMended, load.Id, state.Now);
        state.AddEntry(entry);
    }
}
