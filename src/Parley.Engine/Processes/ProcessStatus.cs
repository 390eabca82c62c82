namespace Parley.Engine.Processes;

/// <summary>The phase that an instance is in, as the specification names them.</summary>
public enum ProcessStatus
{
    /// <summary>Made, and not begun.</summary>
    Pending,

    /// <summary>Tasks can be run at once.</summary>
    Running,

    /// <summary>All it can do is wait for an event.</summary>
    Waiting,

    /// <summary>Held back by a person: events are taken, no further task begins.</summary>
    Suspended,

    /// <summary>Ended before its end by a person.</summary>
    Cancelled,

    /// <summary>Ended by an error that nothing caught.</summary>
    Faulted,

    /// <summary>Ran to its end.</summary>
    Completed,
}
