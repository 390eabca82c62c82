using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Writes how far a live shadow has come with what it found: one transaction, so that after a crash nothing is counted twice.</summary>
internal sealed class LiveShadowWork(LiveShadowRow row, IReadOnlyList<LiveShadowFindingRow> found) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.MoveLiveShadow, row.Id, row.Place, row.Changed, row.Instance, row.Same, row.Differ, row.Cannot, row.Skipped, row.Stored);
        foreach (LiveShadowFindingRow one in found)
        {
            session.Execute(Statements.InsertLiveShadowFinding, one.Id, row.Id, one.IsInstance ? 1L : 0L, one.Subject, one.At, one.Content!);
        }
    }
}
