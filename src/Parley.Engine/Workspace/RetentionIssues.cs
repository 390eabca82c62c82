using Parley.Engine.Issues;

namespace Parley.Engine.Workspace;

/// <summary>What can be wrong with <c>retention.yaml</c>, beyond what any file of a workspace can have wrong.</summary>
public static class RetentionIssues
{
    /// <summary>A rule erases although nobody looks.</summary>
    public static readonly IssueCode Unattended = new(
        "ERA020", Severity.Warning, "a retention rule erases content without a person", "Leave unattended out, so that each erasure is a review that a person decides; keep it only where policy says so.");

    /// <summary>A rule that no exchange can come to.</summary>
    public static readonly IssueCode NeverReached = new(
        "ERA021", Severity.Warning, "a retention rule that is never reached", "Put the narrower rule before the wider one: the first rule that fits is used.");

    /// <summary>A base date that is none.</summary>
    public static readonly IssueCode NoDate = new(
        "ERA022", Severity.Error, "a base date that is not a date", "Name an attribute that is a date or an instant, or received.");
}
