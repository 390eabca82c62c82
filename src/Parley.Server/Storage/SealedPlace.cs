namespace Parley.Server.Storage;

/// <summary>Where a sealed value belongs, so that one cannot be put in the place of another. The numbers are part of what is sealed.</summary>
internal enum SealedPlace : byte
{
    /// <summary>A body of the table of contents.</summary>
    Body = 1,

    /// <summary>What an exchange's row quotes of its message.</summary>
    Exchange = 2,

    /// <summary>What a delivery's row quotes of its message.</summary>
    Delivery = 3,

    /// <summary>What a recipient said to a delivery.</summary>
    Outcome = 4,

    /// <summary>What was said to a failed attempt.</summary>
    Attempt = 5,

    /// <summary>What an exception quotes.</summary>
    Exception = 6,

    /// <summary>What a person said of an exception.</summary>
    Reason = 7,

    /// <summary>A node of the tree of keys under the master key.</summary>
    Node = 8,

    /// <summary>What a hold is on.</summary>
    Hold = 9,

    /// <summary>A bundle of the common repository.</summary>
    Bundle = 10,

    /// <summary>What lists show of a person's task.</summary>
    Task = 40,

    /// <summary>What a person answered to a task, and why.</summary>
    TaskAnswer = 41,

    /// <summary>What a person said of a task.</summary>
    TaskEvent = 42,

    /// <summary>What an obligation is about.</summary>
    Obligation = 43,

    /// <summary>Why a person ended an obligation.</summary>
    ObligationEnd = 44,

    /// <summary>What the sender said of an object.</summary>
    Media = 11,

    /// <summary>A chunk of an object's bytes.</summary>
    MediaChunk = 12,

    /// <summary>A piece of a file that was sent to be loaded.</summary>
    LoadFile = 21,

    /// <summary>An instance of a process: its state, and what it asked for.</summary>
    Process = 20,

    /// <summary>An event that processes may wait for.</summary>
    ProcessEvent = 22,

    /// <summary>What an instance of a process took and asked for, step by step.</summary>
    ProcessSteps = 23,

    /// <summary>What a live shadow found.</summary>
    LiveShadow = 24,

    /// <summary>The form and the data of a person's task.</summary>
    TaskContent = 45,
}
