namespace Parley.Server.Storage;

/// <summary>How an object stands. The numbers are stored.</summary>
internal enum MediaState
{
    /// <summary>Not all of it has come in.</summary>
    Uploading = 0,

    /// <summary>All of it is durable; it waits to be put in its place and scanned, and nobody reads it.</summary>
    Waiting = 1,

    /// <summary>It can be read by whoever may.</summary>
    Available = 2,

    /// <summary>The scanner found something in it: nobody reads it.</summary>
    Quarantined = 3,

    /// <summary>It was not what was declared, or the upload was given up; nothing of it is left.</summary>
    Refused = 4,

    /// <summary>It has been erased.</summary>
    Erased = 5,
}
