using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Engine.Translation.Verification;

/// <summary>Checks the samples that lie beside a workspace's translations: <c>systems/SYSTEM/samples/MESSAGE/*</c>.</summary>
public static class WorkspaceSamples
{
    /// <summary>Checks every sample of a sound workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="files">Its files, samples included.</param>
    /// <param name="today">The day that date rules are held against.</param>
    /// <param name="issues">Takes what is wrong; see <see cref="SampleCheck"/>.</param>
    /// <returns>How many messages were checked.</returns>
    public static int Check(LoadedWorkspace workspace, IReadOnlyList<WorkspaceFile> files, DateOnly today, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(issues);
        int count = 0;
        foreach (WorkspaceFile file in files)
        {
            if (file.Path.Split('/') is ["systems", var system, "samples", var message, _]
                && workspace.Systems.TryGetValue(system, out SystemDefinition? definition)
                && definition.Messages.TryGetValue(message, out MessageTypeDefinition? type))
            {
                count += SampleCheck.Run(type.Translation, file.Path, file.Content, today, issues);
            }
        }

        return count;
    }
}
