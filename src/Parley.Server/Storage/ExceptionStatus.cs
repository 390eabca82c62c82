namespace Parley.Server.Storage;

/// <summary>How an exception stands. The numbers are stored; the index of open exceptions knows 0.</summary>
internal enum ExceptionStatus
{
    /// <summary>Somebody must look at it.</summary>
    Open = 0,

    /// <summary>A corrected message was sent in its place.</summary>
    Corrected = 1,

    /// <summary>It was sent again as it was.</summary>
    Resent = 2,

    /// <summary>It was set aside, with a reason.</summary>
    Discarded = 3,

    /// <summary>What it asked for was confirmed, or an act of the owner has made an end of it.</summary>
    Settled = 4,
}
