using Parley.Engine.Issues;

namespace Parley.Server.Quality;

/// <summary>What is found about records beside the dictionary's own rules; each has a page in <c>docs/errors</c>.</summary>
public static class QualityIssues
{
    /// <summary>Two records of one source with one identifier.</summary>
    public static readonly IssueCode Duplicate = new(
        "QUA001", Severity.Warning, "Two records of one source have the same identifier", "Look at both at the source: merge them, or correct the identifier of one.");

    /// <summary>Two sources that say different things of one.</summary>
    public static readonly IssueCode Conflict = new(
        "QUA002", Severity.Warning, "Two sources say different things of the same one", "Find out which is right, and correct the other at its source.");

    /// <summary>A record whose time is over.</summary>
    public static readonly IssueCode Stale = new(
        "QUA003", Severity.Warning, "The record was already out of date when it came in", "Have the source send what is true now, or stop it sending what no longer is.");
}
