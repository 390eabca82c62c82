namespace Parley.Server.Subscriptions;

/// <summary>How one request to a subscriber ended.</summary>
/// <param name="Taken">Whether the subscriber took the events.</param>
/// <param name="Gone">Whether it wants no more of them, ever (410).</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
/// <param name="RetryAfter">How long it wants to be left in peace; null when it does not say.</param>
internal sealed record WebhookResult(bool Taken, bool Gone, string? Error, TimeSpan? RetryAfter);
