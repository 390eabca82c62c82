using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Replays;

/// <summary>A changed workspace that came with a request: whole, or the one in force with one changed file.</summary>
/// <param name="Workspace">The workspace, sound.</param>
/// <param name="Files">Its files.</param>
internal sealed record CandidateWorkspace(LoadedWorkspace Workspace, IReadOnlyList<WorkspaceFile> Files)
{
    /// <summary>The most bytes of a request with one.</summary>
    public const int MostFiles = 32 << 20;

    private const int MostFile = 1 << 20;

    /// <summary>The members of a request's body that give it.</summary>
    public static readonly string[] Names = ["files", "file", "text"];

    /// <summary>Reads it; a problem when there is none, or when it is not sound.</summary>
    /// <param name="request">The request.</param>
    /// <param name="current">The workspace in force.</param>
    public static CandidateWorkspace Read(JsonRequest request, LoadedWorkspace current)
    {
        List<WorkspaceFile> files = [.. request.Map("files", WorkspaceFolder.MostFiles, MostFiles).Select(f => new WorkspaceFile(f.Key, BytesOf(f.Value)))];
        if (request.Optional("file", 300) is string path)
        {
            if (current.Files.All(f => f.Path != path))
            {
                // A path that is mistyped would add a file, and change nothing of the one that was meant.
                string[] paths = [.. current.Files.Select(f => f.Path)];
                string cause = $"{KnownWords.Unlisted("file of the workspace in force", path, paths)} Give a workspace with further files whole, as 'files'.";
                throw new ProblemException(new Problem(400, ServerIssues.BadRequest, cause, "body: file"));
            }

            WorkspaceFile changed = new(path, Encoding.UTF8.GetBytes(request.Required("text", MostFile)));
            files = [.. current.Files.Where(f => f.Path != path), changed];
        }

        if (files.Count == 0)
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "Give the changed workspace's 'files', or one changed 'file' with its 'text'.", "body"));
        }

        // Addresses and secrets are not asked for: nothing is sent.
        IssueSink issues = new();
        return WorkspaceReader.Read(files, issues) is LoadedWorkspace loaded
            ? new CandidateWorkspace(loaded, files)
            : throw new ProblemException(new Problem(422, ServerIssues.ReloadRefused, $"The changed workspace has {Problem.Findings(issues.Count)}.", "body") { Issues = issues.Issues });
    }

    private static byte[] BytesOf(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "Each of 'files' is a file's bytes in base 64.", "body: files"));
        }
    }
}
