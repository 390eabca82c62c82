using System.Globalization;
using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>Writes what a stretch of versions came to, and how far quality has come with them, in one transaction.</summary>
internal sealed class QualityWork(QualityBatch batch, long cursor) : StoreWork
{
    /// <summary>The name of the cursor.</summary>
    public const string Cursor = "quality";

    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (FindingRow row in batch.Opened)
        {
            session.Execute(
                Statements.InsertFinding,
                row.Id, row.Code, row.Kind, row.Task, row.System, row.Type, row.Record, row.Attribute, row.Other, row.OtherSystem, row.Exchange, row.Opened, row.Across ? 1L : 0L);
        }

        foreach (FindingRow row in batch.Closed)
        {
            session.Execute(Statements.CloseFinding, row.Id, state.Now);
        }

        foreach (FindingRow row in batch.Dropped)
        {
            session.Execute(Statements.DropFinding, row.Id);
        }

        foreach ((long id, long hash, long record) in batch.Keys)
        {
            session.Execute(Statements.InsertQualityKey, id, hash, record);
        }

        foreach (((long day, string system), long[] c) in batch.Days)
        {
            session.Execute(Statements.CountQuality, day, system, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]);
        }

        session.Execute(Statements.SetCursor, Cursor, cursor.ToString(CultureInfo.InvariantCulture), state.Now);
    }
}
