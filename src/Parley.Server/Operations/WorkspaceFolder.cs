using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Server.Operations;

/// <summary>Reads a workspace's files from disk, within bounds: what is read here is not yet trusted.</summary>
public static class WorkspaceFolder
{
    /// <summary>The most files.</summary>
    public const int MostFiles = 50_000;

    /// <summary>The greatest size of one file in bytes.</summary>
    public const long MostFileBytes = 32L << 20;

    /// <summary>The greatest size of all files in bytes.</summary>
    public const long MostBytes = 512L << 20;

    private const int MostDepth = 12;

    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal) { "artifacts", "bin", "obj", "node_modules" };

    /// <summary>The nearest folder, from one upwards, that holds <c>parley.yaml</c>; null when there is none.</summary>
    public static string? FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(Path.GetFullPath(start)); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "parley.yaml")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>
    /// Loads the files of a workspace, in order of their paths. Hidden files and folders (<c>.git</c>, <c>.parley</c>) and build output are left
    /// out, and links to folders are not followed.
    /// </summary>
    /// <param name="path">The folder that holds <c>parley.yaml</c>.</param>
    /// <param name="issues">Takes what cannot be read; an error means that the files are not the whole workspace.</param>
    /// <param name="withSamples">Whether samples are wanted: checks need them, a server does not.</param>
    /// <returns>The files that could be read; none when the folder is not there.</returns>
    public static IReadOnlyList<WorkspaceFile> Load(string path, IssueSink issues, bool withSamples = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(issues);
        string root = Path.GetFullPath(path);
        if (!Directory.Exists(root))
        {
            issues.Add(WorkspaceFolderIssues.NotReadable, $"there is no folder {path}", new SourcePosition(path, 0, 0));
            return [];
        }

        List<WorkspaceFile> files = [];
        long bytes = 0;
        foreach (FileInfo file in Files(new DirectoryInfo(root), withSamples, 0, issues))
        {
            string name = Path.GetRelativePath(root, file.FullName).Replace('\\', '/');
            bytes += file.Length;
            if (files.Count == MostFiles || bytes > MostBytes)
            {
                issues.Add(WorkspaceFolderIssues.TooLarge, $"the workspace has more than {MostFiles} files or {MostBytes >> 20} MiB", new SourcePosition(name, 0, 0));
                break;
            }

            if (Read(file, name, issues) is { } content)
            {
                files.Add(new WorkspaceFile(name, content));
            }
        }

        return files;
    }

    private static byte[]? Read(FileInfo file, string name, IssueSink issues)
    {
        if (file.Length > MostFileBytes)
        {
            issues.Add(WorkspaceFolderIssues.TooLarge, $"the file has {file.Length} bytes; the most is {MostFileBytes}", new SourcePosition(name, 0, 0));
            return null;
        }

        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            issues.Add(WorkspaceFolderIssues.NotReadable, $"the file cannot be read: {fault.Message}", new SourcePosition(name, 0, 0));
            return null;
        }
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder, bool withSamples, int depth, IssueSink issues)
    {
        foreach (FileSystemInfo item in Items(folder, issues))
        {
            if (item.Name.StartsWith('.') || (item.Name == "samples" && !withSamples))
            {
                continue;
            }

            if (item is FileInfo file)
            {
                yield return file;
            }
            else if (item is DirectoryInfo inner && depth < MostDepth && !Skipped.Contains(item.Name) && item.LinkTarget is null)
            {
                foreach (FileInfo below in Files(inner, withSamples, depth + 1, issues))
                {
                    yield return below;
                }
            }
        }
    }

    private static FileSystemInfo[] Items(DirectoryInfo folder, IssueSink issues)
    {
        try
        {
            FileSystemInfo[] items = folder.GetFileSystemInfos();
            Array.Sort(items, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return items;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            issues.Add(WorkspaceFolderIssues.NotReadable, $"the folder cannot be read: {fault.Message}", new SourcePosition(folder.Name, 0, 0));
            return [];
        }
    }
}
