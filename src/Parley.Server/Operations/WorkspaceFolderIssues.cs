using Parley.Engine.Issues;

namespace Parley.Server.Operations;

/// <summary>What can be wrong when a workspace is read from disk.</summary>
public static class WorkspaceFolderIssues
{
    /// <summary>A file or folder cannot be read.</summary>
    public static readonly IssueCode NotReadable = new(
        "WSP050", Severity.Error, "a file or folder of the workspace cannot be read", "Correct the path, or give the account that runs the platform the right to read it.");

    /// <summary>More files or bytes than a workspace may have.</summary>
    public static readonly IssueCode TooLarge = new(
        "WSP051", Severity.Error, "the workspace is larger than it may be", "Keep bulk data outside the workspace; a few samples for each message type are enough.");
}
