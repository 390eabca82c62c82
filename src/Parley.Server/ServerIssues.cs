using Parley.Engine.Issues;

namespace Parley.Server;

/// <summary>The issues that the server itself reports; each has a page in <c>docs/errors</c>.</summary>
public static class ServerIssues
{
    /// <summary>No key, or one that is not known or has expired.</summary>
    public static readonly IssueCode NotAuthenticated = new("SRV001", Severity.Error, "The caller is not known", "Send the system's key as 'Authorization: Bearer KEY'; ask the operator for a new one if it has expired.");

    /// <summary>A known caller asks for what is not its own.</summary>
    public static readonly IssueCode NotPermitted = new("SRV002", Severity.Error, "The caller may not do this", "Have a role or a key that has the right, or call as the system concerned.");

    /// <summary>An address, system, message type, exchange or exception that does not exist for this caller.</summary>
    public static readonly IssueCode NotFound = new("SRV003", Severity.Error, "There is nothing here", "Check the name, and that the caller may see it: what a caller may not see looks absent.");

    /// <summary>A message larger than allowed.</summary>
    public static readonly IssueCode TooLarge = new("SRV004", Severity.Error, "The message is too large", "Send smaller messages, split a list into single messages, or have maxMessageBytes raised in parley.yaml.");

    /// <summary>A message in another format than its type's.</summary>
    public static readonly IssueCode WrongMediaType = new("SRV005", Severity.Error, "The media type is not that of the message type", "Send the format that the message type is declared with, uncompressed.");

    /// <summary>A message that its type's policy rejects.</summary>
    public static readonly IssueCode MessageRefused = new("SRV006", Severity.Error, "The message has faults and is refused", "Correct what the issues say and send it again.");

    /// <summary>An idempotency key used for a second message.</summary>
    public static readonly IssueCode KeyReused = new("SRV007", Severity.Error, "The idempotency key was used for another message", "Give each message a key of its own, and repeat only the very same bytes.");

    /// <summary>A request that cannot be understood.</summary>
    public static readonly IssueCode BadRequest = new("SRV008", Severity.Error, "The request cannot be understood", "Send what /openapi/v1.json describes.");

    /// <summary>More work waits than is good.</summary>
    public static readonly IssueCode Busy = new("SRV009", Severity.Error, "The server has more waiting than it can take", "Send it again after the time in Retry-After; it was not taken.");

    /// <summary>The store refuses writes.</summary>
    public static readonly IssueCode StoreUnavailable = new("SRV010", Severity.Error, "The store cannot be used now", "Send it again after the time in Retry-After; it was not taken. The operator looks at disk space and the database.");

    /// <summary>A failure of the server's own.</summary>
    public static readonly IssueCode Fault = new("SRV011", Severity.Error, "The server failed for a reason of its own", "Tell the operator; the log has the details under the time of the request.");

    /// <summary>The address exists, with another method.</summary>
    public static readonly IssueCode WrongMethod = new("SRV012", Severity.Error, "The address does not take this method", "See /openapi/v1.json for the methods of each address.");

    /// <summary>An exception that has been dealt with.</summary>
    public static readonly IssueCode AlreadyResolved = new("SRV013", Severity.Error, "The exception has been dealt with already", "Look at the exception: it says when, by whom and how.");

    /// <summary>A workspace on disk that cannot be used.</summary>
    public static readonly IssueCode ReloadRefused = new("SRV014", Severity.Error, "The workspace on disk has faults; the last good one stays in use", "Correct what the issues say; 'parley check' shows them.");

    /// <summary>An act that does not fit how its object stands.</summary>
    public static readonly IssueCode WrongState = new("SRV015", Severity.Error, "It does not stand so that this could be done", "Look at how it stands and what was done last.");

    /// <summary>A message kept back for a person.</summary>
    public static readonly IssueCode MessageHeld = new("SRV020", Severity.Error, "A message has faults and is held", "Correct the message and send the correction, or discard it with a reason.");

    /// <summary>A message that went on without its faulty values.</summary>
    public static readonly IssueCode MessagePassed = new("SRV021", Severity.Warning, "A message went on without its faulty values", "Correct the values at the source; send a correction when recipients need them.");

    /// <summary>A bundle that a recipient's language cannot say.</summary>
    public static readonly IssueCode CannotWrite = new("SRV022", Severity.Error, "The message cannot be written in the recipient's language", "Supply what the recipient requires by a correction, or widen the recipient's translation.");

    /// <summary>A recipient that refuses the message.</summary>
    public static readonly IssueCode RecipientRefused = new("SRV023", Severity.Error, "The recipient refuses the message", "Read the recipient's answer; correct the message, or send it again once the recipient is mended.");

    /// <summary>A recipient that could not be reached for too long.</summary>
    public static readonly IssueCode AttemptsExhausted = new("SRV024", Severity.Error, "All attempts to deliver failed", "Mend the recipient, then send it again.");

    /// <summary>A reply that cannot be read.</summary>
    public static readonly IssueCode ReplyUnreadable = new("SRV025", Severity.Error, "The recipient's reply cannot be read", "Correct the reply, or mend the recipient's answers; the message itself was taken.");

    /// <summary>A recipient that the workspace no longer has.</summary>
    public static readonly IssueCode RecipientGone = new("SRV026", Severity.Error, "The workspace no longer says how to deliver this", "Put the system's accepts entry back and send it again, or discard it.");

    /// <summary>Replies that cause replies without end.</summary>
    public static readonly IssueCode TooManyCauses = new("SRV027", Severity.Error, "Replies keep causing replies", "Look at the exchange's causes: two systems answer each other's answers. Narrow what they accept.");

    /// <summary>A reply larger than allowed.</summary>
    public static readonly IssueCode ReplyTooLarge = new("SRV028", Severity.Error, "The recipient's reply is too large", "Have the recipient answer with less, or raise maxMessageBytes in parley.yaml.");
}
