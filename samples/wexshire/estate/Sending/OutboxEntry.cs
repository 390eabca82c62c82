namespace Wexshire.Estate.Sending;

/// <summary>One line of the outbox's file: a message to send, or with <see cref="Outcome"/> what became of an earlier one.</summary>
/// <param name="Id">The idempotency key: the system's own reference of what it sends.</param>
/// <param name="Type">The message type at the platform.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The message; empty on an outcome line.</param>
/// <param name="Outcome">Null while to be sent; <c>sent</c> or <c>refused</c> afterwards.</param>
/// <param name="Answer">The exchange the platform named, or why it refused.</param>
internal sealed record OutboxEntry(string Id, string Type, string ContentType, string Body, string? Outcome = null, string? Answer = null);
