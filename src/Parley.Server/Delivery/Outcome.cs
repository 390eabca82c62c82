using Parley.Engine.Workspace;

namespace Parley.Server.Delivery;

/// <summary>What an attempt means for its queue.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Work">What is to be recorded; null when a stop cut the attempt short and nothing is known.</param>
/// <param name="Breaker">When the recipient is to be left in peace.</param>
/// <param name="Error">What went wrong.</param>
internal sealed record Outcome(AttemptKind Kind, OutcomeWork? Work, BreakerDefinition Breaker, string? Error);
