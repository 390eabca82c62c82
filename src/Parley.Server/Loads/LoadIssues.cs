using Parley.Engine.Issues;

namespace Parley.Server.Loads;

/// <summary>The issues of loads of history; each has a page in <c>docs/errors</c>.</summary>
public static class LoadIssues
{
    /// <summary>A part of a file that does not follow what is there.</summary>
    public static readonly IssueCode WrongOffset = new(
        "LOD001", Severity.Error, "The part of the file does not follow what was received", "Ask the load for its receivedBytes and send the file from there; 'parley load --resume' does both.");

    /// <summary>A file that was loaded already.</summary>
    public static readonly IssueCode LoadedBefore = new(
        "LOD002", Severity.Error, "The file was loaded before", "Look at the load that is named; to take the file once more all the same, say again=true, or --again.");

    /// <summary>A file of which too many lines are refused.</summary>
    public static readonly IssueCode TooManyRefused = new(
        "LOD003", Severity.Error, "Too many lines are refused", "Look at the refused lines: mend the translation, or take the load up again with a higher most-refused.");

    /// <summary>A file that has gone or changed.</summary>
    public static readonly IssueCode FileChanged = new(
        "LOD004", Severity.Error, "The file is not the one that the load began with", "Put the very same file back and take the load up again, or begin a new load.");

    /// <summary>A file that cannot be cut into messages to its end.</summary>
    public static readonly IssueCode Unreadable = new(
        "LOD005", Severity.Error, "The file cannot be read to its end", "Everything before the place named was taken. Mend the file from there and load the rest as a new file.");

    /// <summary>More loads than the server keeps waiting.</summary>
    public static readonly IssueCode TooMany = new(
        "LOD006", Severity.Error, "Too many loads of the system wait", "Wait until one has ended, or cancel one.");

    /// <summary>A system or message type that the workspace no longer has.</summary>
    public static readonly IssueCode TypeGone = new(
        "LOD007", Severity.Error, "The workspace no longer has the load's message type", "Put the system's message type back and take the load up again.");
}
