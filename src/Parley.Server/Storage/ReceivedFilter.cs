namespace Parley.Server.Storage;

/// <summary>Which deliveries a list of what arrived shows.</summary>
/// <param name="Systems">Where they arrived; none of none.</param>
/// <param name="Status">How they ended; null for either way of having arrived.</param>
/// <param name="Since">Only what arrived at or after this moment, microseconds since 1970; 0 for all.</param>
/// <param name="Before">Only deliveries before this one.</param>
/// <param name="Limit">The most rows.</param>
internal sealed record ReceivedFilter(IReadOnlyCollection<string> Systems, DeliveryStatus? Status, long Since, (long Exchange, long N) Before, int Limit);
