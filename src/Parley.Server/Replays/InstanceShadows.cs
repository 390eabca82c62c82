using Parley.Engine.Workspace;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Runs instances by the processes of a changed workspace, beside what they did.</summary>
internal sealed class InstanceShadows(InstanceReplayer replayer, ProcessCatalogue catalogue)
{
    /// <summary>Runs an instance that has ended; null when the changed workspace leaves its process as it was.</summary>
    /// <param name="row">The instance.</param>
    /// <param name="changed">The changed workspace.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<InstanceOutcome?> RunAsync(ProcessRow row, LoadedWorkspace changed, CancellationToken cancellationToken)
    {
        (long id, string name) = (row.Id, row.Name);
        ProcessFile? file = changed.Processes.Values.Where(p => p.Definition.Name.Name == name).MaxBy(p => p.Definition.Name.Version, SemanticVersions.Order);
        KeptDefinition? ran = await catalogue.FindAsync(row.Definition, cancellationToken);
        if (file is not null && ran?.Hash == KeptDefinition.HashOf(file.Text))
        {
            return null;
        }

        if (await replayer.RunAsync(id, cancellationToken) is not { } run)
        {
            return null;
        }

        if (!run.IsWhole)
        {
            return new InstanceOutcome(id, run.Cannot ?? run.Missing, null, 0, [], null);
        }

        IReadOnlyList<ReplayDifference> differences = file is null
            ? [new ReplayDifference("process", name, "there", "")]
            : InstanceShadow.Compare(run, file.Definition, ProcessTools.SettingsOf(changed));
        return new InstanceOutcome(id, null, null, run.Steps.Count, differences, null);
    }
}
