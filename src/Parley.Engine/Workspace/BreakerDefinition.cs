namespace Parley.Engine.Workspace;

/// <summary>A circuit breaker: after some failures in a row the recipient is not called for a while.</summary>
public sealed record BreakerDefinition
{
    /// <summary>Failures in a row that open it.</summary>
    public int Failures { get; init; } = 5;

    /// <summary>How long it stays open.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromSeconds(10);
}
