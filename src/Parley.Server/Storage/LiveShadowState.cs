namespace Parley.Server.Storage;

/// <summary>How a live shadow stands.</summary>
internal enum LiveShadowState
{
    /// <summary>It follows the traffic.</summary>
    Running = 0,

    /// <summary>Somebody stopped it, or its time was over.</summary>
    Stopped = 1,

    /// <summary>Its workspace can no longer be read.</summary>
    Broken = 2,
}
