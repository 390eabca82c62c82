using Parley.Engine.Issues;
using Parley.Engine.Workspace.Reading;

namespace Parley.Engine.Workspace;

/// <summary>
/// Reads the files of a workspace into definitions and compiles its translations. All faults of all files are reported at once; the host
/// decides what to do with a faulty workspace (a server refuses it and keeps the last good one).
/// </summary>
public static class WorkspaceReader
{
    /// <summary>Reads a workspace.</summary>
    /// <param name="files">Its files, as the host found them; samples and documents may be among them.</param>
    /// <param name="issues">Takes all that is wrong, in the order of the files, each with its place.</param>
    /// <param name="environment">
    /// Gives the values of <c>${NAME}</c> in addresses and paths; a variable that is null is an error. Without it (checking on another
    /// machine than the one that will run) the references stay as written and only their form is checked.
    /// </param>
    /// <returns>The workspace; null when there was at least one error.</returns>
    public static LoadedWorkspace? Read(IReadOnlyList<WorkspaceFile> files, IssueSink issues, Func<string, string?>? environment = null) =>
        Read(files, issues, environment, WorkspaceTools.Default);

    /// <summary>Reads a workspace with other makers of dictionary and translations than the usual ones.</summary>
    internal static LoadedWorkspace? Read(
        IReadOnlyList<WorkspaceFile> files, IssueSink issues, Func<string, string?>? environment, WorkspaceTools tools)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(issues);
        IssueSink found = new();
        ReadContext context = new(files, found, environment, tools);
        LoadedWorkspace? workspace = new WorkspaceAssembler(context).Assemble();
        issues.AddRange(found.Issues
            .OrderBy(i => i.Position.File, StringComparer.Ordinal)
            .ThenBy(i => i.Position.Line)
            .ThenBy(i => i.Position.Column));
        return found.HasErrors ? null : workspace;
    }
}
