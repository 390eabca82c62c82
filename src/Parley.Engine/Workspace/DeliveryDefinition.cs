namespace Parley.Engine.Workspace;

/// <summary>A way to a recipient, with its patience.</summary>
public abstract record DeliveryDefinition
{
    /// <summary>How often a failed delivery is tried again.</summary>
    public RetryDefinition Retry { get; init; } = new();

    /// <summary>When a recipient that keeps failing is left in peace for a while.</summary>
    public BreakerDefinition Breaker { get; init; } = new();

    /// <summary>Whether the objects that the message's records refer to go with it.</summary>
    public MediaDelivery Media { get; init; }

    /// <summary>By value: the most bytes of objects that go with one message. One that does not fit goes by reference.</summary>
    public int MaxMediaBytes { get; init; } = 20 << 20;
}
