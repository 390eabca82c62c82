using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Starts a live shadow: with the files of the changed workspace, and who did it.</summary>
internal sealed class StartLiveShadowWork(LiveShadowRow row, IReadOnlyList<WorkspaceFile> files, LedgerEntry entry) : StoreWork
{
    private readonly VersionFilesWork _files = new(row.Id, files);

    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(
            Statements.InsertLiveShadow,
            row.Id, row.Started, row.StartedBy, row.Reason, row.System, row.Process, row.Until, row.Place, row.Changed, row.Instance);
        _files.Apply(session, state);
        state.AddEntry(entry);
    }
}
