namespace Parley.Server.Exchanges;

/// <summary>Why an exchange exists beside its message.</summary>
/// <param name="Exchange">The exchange it answers or replaces.</param>
/// <param name="Delivery">The delivery it answers, or null.</param>
/// <param name="Correlation">The exchange that all began with.</param>
/// <param name="Depth">How many causes stand before it.</param>
/// <param name="Completion">The facts that a reply is completed with, or null.</param>
internal sealed record Cause(long Exchange, int? Delivery, long Correlation, int Depth, string? Completion);
