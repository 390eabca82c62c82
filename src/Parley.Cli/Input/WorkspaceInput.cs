using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Cli.Input;

/// <summary>A workspace as a command has read it from disk.</summary>
internal sealed class WorkspaceInput
{
    private WorkspaceInput(string root, IReadOnlyList<WorkspaceFile> files, LoadedWorkspace? workspace, IReadOnlyList<Issue> issues)
    {
        Root = root;
        Files = files;
        Workspace = workspace;
        Issues = issues;
    }

    /// <summary>Its folder.</summary>
    public string Root { get; }

    /// <summary>Its files, samples included where they were asked for.</summary>
    public IReadOnlyList<WorkspaceFile> Files { get; }

    /// <summary>What the files say; null when there are errors.</summary>
    public LoadedWorkspace? Workspace { get; }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<Issue> Issues { get; }

    /// <summary>Reads a workspace.</summary>
    /// <param name="folder">The folder that the user named, or null for the nearest upwards from the current one.</param>
    /// <param name="withSamples">Whether samples are wanted.</param>
    /// <param name="environment">Gives environment variables, or null when references to them are only checked.</param>
    public static WorkspaceInput Read(string? folder, bool withSamples, Func<string, string?>? environment)
    {
        string root = Locate(folder);
        IssueSink issues = new();
        IReadOnlyList<WorkspaceFile> files = WorkspaceFolder.Load(root, issues, withSamples);
        LoadedWorkspace? workspace = WorkspaceReader.Read(files, issues, environment);
        return new WorkspaceInput(root, files, issues.HasErrors ? null : workspace, issues.Issues);
    }

    /// <summary>The workspace, for commands that need a sound one; null after its faults have been said.</summary>
    public LoadedWorkspace? Sound(Output output)
    {
        if (Workspace is null)
        {
            // What is no error keeps nobody from anything, and would hide what does.
            new IssuePrinter(output, output.Notes).Print(Issues.Where(i => i.Severity == Severity.Error), Lines);
            output.Note($"parley: the workspace {Root} has faults: {IssuePrinter.Count(Issues)}");
        }

        return Workspace;
    }

    /// <summary>The folder of a workspace; misuse when there is none.</summary>
    public static string Locate(string? folder)
    {
        if (folder is not null)
        {
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new UsageException($"there is no folder {folder}");
        }

        return WorkspaceFolder.FindRoot(Directory.GetCurrentDirectory())
            ?? throw new UsageException("there is no parley.yaml here or above; name the workspace's folder");
    }

    /// <summary>The lines of a file, for showing where an issue is.</summary>
    public IReadOnlyList<string>? Lines(string path)
    {
        WorkspaceFile? file = Files.FirstOrDefault(f => f.Path == path);
        return file is null ? null : Encoding.UTF8.GetString(file.Content.Span).Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
    }
}
