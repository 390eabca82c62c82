namespace Parley.Engine.Translation;

/// <summary>What an outgoing message can say of itself.</summary>
/// <param name="MessageId">The identifier of the delivery, the same at each attempt.</param>
/// <param name="CorrelationId">The identifier of the exchange.</param>
/// <param name="Now">The time of writing, UTC; the same at each attempt for one delivery.</param>
/// <param name="Sender">The source system's identifier.</param>
/// <param name="Recipient">The recipient system's identifier.</param>
public sealed record WriteContext(string MessageId, string CorrelationId, DateTime Now, string Sender, string Recipient)
{
    /// <summary>For off-line use, where no exchange takes place.</summary>
    public static WriteContext Offline { get; } = new("offline", "offline", DateTime.UnixEpoch, "offline", "offline");
}
