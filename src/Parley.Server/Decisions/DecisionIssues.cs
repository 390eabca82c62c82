using Parley.Engine.Issues;

namespace Parley.Server.Decisions;

/// <summary>What can be wrong with a question about access, and the reasons for a no that are not an agreement's; each has a page in <c>docs/errors</c>.</summary>
public static class DecisionIssues
{
    /// <summary>A question that lacks a part, or has one of another shape.</summary>
    public static readonly IssueCode Malformed = new("DEC001", Severity.Error, "The question about access cannot be understood", "Send a JSON object with subject (type, id), action (name) and resource (type, id).");

    /// <summary>A question that is not declared to be JSON.</summary>
    public static readonly IssueCode NotJson = new("DEC002", Severity.Error, "The question about access is not declared as JSON", "Send it with Content-Type: application/json.");

    /// <summary>A way of working through several questions that does not exist.</summary>
    public static readonly IssueCode UnknownSemantic = new("DEC003", Severity.Error, "The semantic of the evaluations is unknown", "Use execute_all, deny_on_first_deny or permit_on_first_permit, or leave it out.");

    /// <summary>More questions in one request than are answered.</summary>
    public static readonly IssueCode TooMany = new("DEC004", Severity.Error, "There are too many evaluations in one request", "Ask in several requests.");

    /// <summary>A subject, action or resource of which nothing is known that concerns the caller.</summary>
    public static readonly IssueCode Unknown = new("DEC101", Severity.Error, "Nothing is known that would permit it", "Check the types, identifiers and the action; whatever the caller may not know of is answered like this.");

    /// <summary>A subject without the right.</summary>
    public static readonly IssueCode NoRight = new("DEC102", Severity.Error, "The subject does not have the right", "Give the subject's organisation and roles, or give one of its roles the right in access.yaml.");

    /// <summary>A system that nothing leads to.</summary>
    public static readonly IssueCode NoWay = new("DEC103", Severity.Error, "No accepts entry of the system takes it", "Look at the accepts entries of the system, their conditions and their purpose.");

    /// <summary>A resource that stands so that the action finds nothing to do.</summary>
    public static readonly IssueCode WrongState = new("DEC104", Severity.Error, "It does not stand so that this could be done", "Look at how the exchange, its content and its exceptions stand.");

    /// <summary>A resource of somebody else's.</summary>
    public static readonly IssueCode NotOwn = new("DEC105", Severity.Error, "It is neither the subject's own nor was it given to the subject", "Ask for a subject of the organisation that it belongs to, or that received it.");

    /// <summary>An attribute or record that is not there.</summary>
    public static readonly IssueCode NotThere = new("DEC106", Severity.Error, "The record does not have what is asked for", "Look at the record's attributes; a name that the dictionary does not have is never permitted.");

    /// <summary>A resource of an application whose rules do not permit it.</summary>
    public static readonly IssueCode NoRule = new("DEC107", Severity.Error, "The rules for the application do not permit it", "Look at applications of access.yaml: something must permit the action, and nothing forbid it.");
}
