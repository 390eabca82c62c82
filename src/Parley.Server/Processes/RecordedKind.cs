namespace Parley.Server.Processes;

/// <summary>What a recorded step took.</summary>
internal enum RecordedKind : byte
{
    /// <summary>The input: it began.</summary>
    Started = 0,

    /// <summary>An event.</summary>
    Happened = 1,

    /// <summary>Another definition.</summary>
    Moved = 2,

    /// <summary>An event that was too large to be kept.</summary>
    TooLarge = 3,
}
