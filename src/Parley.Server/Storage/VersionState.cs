namespace Parley.Server.Storage;

/// <summary>What a row of a record's versions says.</summary>
internal enum VersionState
{
    /// <summary>It came in as history, behind a version that systems had exchanged: it is kept, and that one stays in force.</summary>
    Earlier = -1,

    /// <summary>A version came in.</summary>
    Known = 0,

    /// <summary>Another marking applies to the version.</summary>
    Regraded = 1,

    /// <summary>The owner sent a corrected message in place of it.</summary>
    Corrected = 2,

    /// <summary>The owner withdrew it.</summary>
    Withdrawn = 3,

    /// <summary>It was erased: nothing is left of what it said.</summary>
    Erased = 4,
}
