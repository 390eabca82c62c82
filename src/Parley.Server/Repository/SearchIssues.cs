using Parley.Engine.Issues;

namespace Parley.Server.Repository;

/// <summary>The issues of searching the repository; each has a page in <c>docs/errors</c>.</summary>
public static class SearchIssues
{
    /// <summary>A search by nothing.</summary>
    public static readonly IssueCode AsksNothing = new(
        "SCH001", Severity.Error, "The search asks for nothing", "Give words, or an attribute by which records can be found: sex, types and systems only narrow what others find.");

    /// <summary>A part of a search that makes no sense.</summary>
    public static readonly IssueCode NotUnderstood = new("SCH002", Severity.Error, "A part of the search is not understood", "Correct the part that is named; docs/reference/search.md lists them.");

    /// <summary>A question to a repository that is not kept.</summary>
    public static readonly IssueCode NoRepository = new(
        "SCH003", Severity.Error, "The installation keeps no common repository", "Say 'repository: true' in parley.yaml, when the organisations concerned have decided to keep one, and start the server anew.");
}
