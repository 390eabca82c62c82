namespace Parley.Server.Storage;

/// <summary>How a load of history stands. The numbers are stored.</summary>
internal enum LoadState
{
    /// <summary>Its file is still coming in.</summary>
    Receiving = 0,

    /// <summary>It waits for its turn.</summary>
    Waiting = 1,

    /// <summary>Its lines are being taken.</summary>
    Running = 2,

    /// <summary>All lines have been taken, repeated or refused.</summary>
    Done = 3,

    /// <summary>Somebody stopped it; it can be taken up again.</summary>
    Cancelled = 4,

    /// <summary>It could not go on; it can be taken up again once the cause is gone.</summary>
    Failed = 5,
}
