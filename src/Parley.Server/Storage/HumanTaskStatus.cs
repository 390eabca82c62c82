namespace Parley.Server.Storage;

/// <summary>How a person's task stands; the numbers are stored.</summary>
internal enum HumanTaskStatus
{
    /// <summary>It waits for somebody of its group.</summary>
    Open = 0,

    /// <summary>Somebody has taken it.</summary>
    Claimed = 1,

    /// <summary>It is done.</summary>
    Completed = 2,

    /// <summary>Whoever gave it needs it no longer.</summary>
    Cancelled = 3,
}
