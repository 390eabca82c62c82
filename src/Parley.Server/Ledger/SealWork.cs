using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Stores a checkpoint with the tiles it stands on.</summary>
internal sealed class SealWork(IReadOnlyList<Tile> tiles, CheckpointRow checkpoint) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (Tile tile in tiles)
        {
            session.Execute(Statements.SetLedgerTile, (long)tile.Level, tile.Number, tile.Hashes);
        }

        session.Execute(Statements.InsertCheckpoint, checkpoint.Size, checkpoint.At, checkpoint.LeastAt, checkpoint.MostAt, checkpoint.Note);
    }
}
