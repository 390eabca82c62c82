using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Writes lines of a load and how far its file has then been dealt with in one transaction: whatever happens, each line is taken once.</summary>
internal sealed class LoadBatchWork(LoadRow load, LoadBatch batch) : StoreWork
{
    public override void Prepare(Store store)
    {
        foreach ((Exchanges.Prepared prepared, _, _, _) in batch.Lines)
        {
            prepared.Record.Seal(store.Keys);
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        foreach ((Exchanges.Prepared prepared, long position, long line, string? code) in batch.Lines)
        {
            prepared.Record.Insert(session, state);
            session.Execute(Statements.InsertLoadLine, prepared.Record.Exchange.Id, load.Id, position, line, code);
        }

        (long taken, long flawed, long repeated, long refused) = batch.Counts;
        session.Execute(Statements.SetLoadProgress, load.Id, batch.Position, batch.Line, taken, flawed, repeated, refused, state.Now);
    }
}
