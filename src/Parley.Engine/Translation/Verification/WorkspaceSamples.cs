using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Engine.Translation.Verification;

/// <summary>Checks the samples that lie beside a workspace's translations: <c>systems/SYSTEM/samples/MESSAGE/**</c>. Those below a folder
/// <c>faulty</c> must fail.</summary>
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
        HashSet<(string Folder, string Code, string Path, string Message)> seen = [];
        foreach (WorkspaceFile file in files)
        {
            if (file.Path.Split('/') is not ["systems", { } system, "samples", .. { Length: > 0 } rest] || file.Path.EndsWith(".md", StringComparison.Ordinal))
            {
                continue;
            }

            if (rest.Length < 2 || !workspace.TryFind(system, rest[0], out SystemDefinition? _, out MessageTypeDefinition? type))
            {
                issues.Add(WorkspaceIssues.SampleOfNothing, $"'{system}' has no message type '{rest[0]}'", new SourcePosition(file.Path, 0, 0));
                continue;
            }

            IssueSink found = new();
            count += SampleCheck.Run(type.Translation, file.Path, file.Content, today, found);
            if (rest[1] == "faulty")
            {
                RequireFault(file, type.Translation, found, issues);
                continue;
            }

            // What many samples of one message type share is said once, at the first.
            issues.AddRange(found.Issues.Where(i => seen.Add(($"{system}/{rest[0]}", i.Code.Code, i.Path, i.Message))));
        }

        return count;
    }

    /// <summary>The messages of all samples of a translation that are to be sound, in the order of the files.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="files">Its files, samples included.</param>
    /// <param name="translator">The translation.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Messages(LoadedWorkspace workspace, IReadOnlyList<WorkspaceFile> files, Translator translator)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(translator);
        List<ReadOnlyMemory<byte>> messages = [];
        foreach (WorkspaceFile file in files)
        {
            if (file.Path.Split('/') is ["systems", { } system, "samples", { } type, not "faulty", ..]
                && !file.Path.EndsWith(".md", StringComparison.Ordinal)
                && workspace.TryFind(system, type, out SystemDefinition? _, out MessageTypeDefinition? message)
                && ReferenceEquals(message.Translation, translator))
            {
                messages.AddRange(SampleCheck.Messages(translator, file.Content));
            }
        }

        return messages;
    }

    private static void RequireFault(WorkspaceFile file, Translator translator, IssueSink found, IssueSink issues)
    {
        if (translator.CanRead && !found.HasErrors)
        {
            issues.Add(WorkspaceIssues.SampleDoesNotFail, "this sample should fail, and it is translated without an error", new SourcePosition(file.Path, 0, 0));
        }
    }
}
