namespace Parley.Server.Storage;

/// <summary>How a subscription stands. The numbers are stored.</summary>
internal enum SubscriptionState
{
    /// <summary>Events are delivered.</summary>
    Active = 0,

    /// <summary>Its owner has paused it.</summary>
    Paused = 1,

    /// <summary>Its address failed for so long that it is left in peace until somebody takes it up again.</summary>
    Failed = 2,

    /// <summary>Its address said that it wants no more.</summary>
    Gone = 3,
}
