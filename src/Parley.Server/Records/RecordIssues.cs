using Parley.Engine.Issues;

namespace Parley.Server.Records;

/// <summary>The issues of the owner's acts on what was exchanged; each has a page in <c>docs/errors</c>.</summary>
public static class RecordIssues
{
    /// <summary>An act on what is no longer there.</summary>
    public static readonly IssueCode Erased = new("ERA001", Severity.Error, "The exchange has been erased", "Nothing is left to act on; the exchange says when, by whom and why.");

    /// <summary>An erasure that a legal hold forbids.</summary>
    public static readonly IssueCode OnHold = new("ERA002", Severity.Error, "A legal hold keeps this", "End the hold first, if its reason is gone: it wins over every disposal.");

    /// <summary>An act without what it must be given.</summary>
    public static readonly IssueCode NoReason = new("ERA003", Severity.Error, "The act lacks what it needs", "Give a reason of 1 to 1000 characters, and what else the message names.");

    /// <summary>Something that has been decided or ended.</summary>
    public static readonly IssueCode Settled = new("ERA004", Severity.Error, "This has been settled already", "Look at it: it says when, by whom and how.");

    /// <summary>A recipient that a person must tell.</summary>
    public static readonly IssueCode TellByPerson = new("ERA010", Severity.Error, "A recipient must be told by a person", "Tell the contact named, then confirm the notice; or let the system accept RecordNotice, and it is told by message.");

    /// <summary>A recipient that has not confirmed in time.</summary>
    public static readonly IssueCode NotConfirmed = new("ERA011", Severity.Error, "A recipient has not confirmed in time", "Ask the recipient's contact, then confirm the notice with what was answered.");
}
