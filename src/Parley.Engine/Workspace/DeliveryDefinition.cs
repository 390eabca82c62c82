namespace Parley.Engine.Workspace;

/// <summary>A way to a recipient, with its patience.</summary>
public abstract record DeliveryDefinition
{
    /// <summary>How often a failed delivery is tried again.</summary>
    public RetryDefinition Retry { get; init; } = new();

    /// <summary>When a recipient that keeps failing is left in peace for a while.</summary>
    public BreakerDefinition Breaker { get; init; } = new();
}
