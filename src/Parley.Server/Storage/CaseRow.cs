namespace Parley.Server.Storage;

/// <summary>An exception with what the desk needs to know of it.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="Type">The message type; null when the exchange does not say.</param>
/// <param name="SubjectType">The record type that the message is about; null when that is not known.</param>
/// <param name="Recipient">The recipient of the delivery that failed; null when the message itself is at fault.</param>
/// <param name="RecipientType">The message type of that delivery.</param>
/// <param name="LockBy">Who holds it, or held it last; null for nobody.</param>
/// <param name="LockUntil">Until when, microseconds since 1970.</param>
/// <param name="Assignee">Whom it was given to: <c>person:…</c>, <c>group:…</c>; null for nobody.</param>
internal sealed record CaseRow(
    ExceptionRow Exception, string? Type, string? SubjectType, string? Recipient, string? RecipientType, string? LockBy, long? LockUntil, string? Assignee)
{
    /// <summary>The reference of what the message is about, in its source's own terms; null when it could not be read, or is erased. Content.</summary>
    public string? Reference { get; init; }
}
