namespace Parley.Engine.Dictionary;

/// <summary>What a message says of itself rather than of the world. All optional.</summary>
/// <param name="MessageId">The sender's identifier of the message.</param>
/// <param name="CorrelationId">The identifier of the message it answers or belongs to.</param>
/// <param name="SentAt">When the sender says it was sent, in UTC.</param>
/// <param name="Sender">The sender's name of itself.</param>
/// <param name="Recipient">The sender's name of the recipient.</param>
public sealed record MessageFacts(string? MessageId, string? CorrelationId, DateTime? SentAt, string? Sender, string? Recipient)
{
    /// <summary>A message that says nothing of itself.</summary>
    public static MessageFacts None { get; } = new(null, null, null, null, null);
}
