namespace Parley.Server.Storage;

/// <summary>How a delivery stands. The numbers are stored; the index of pending deliveries knows 0.</summary>
internal enum DeliveryStatus
{
    /// <summary>To be delivered, perhaps after failed attempts.</summary>
    Pending = 0,

    /// <summary>The recipient has taken it.</summary>
    Delivered = 1,

    /// <summary>It became an exception.</summary>
    Failed = 2,

    /// <summary>The recipient has taken it, but its reply cannot be read and is an exception.</summary>
    ReplyHeld = 3,

    /// <summary>It failed, and a person has decided that it is not sent.</summary>
    Discarded = 4,

    /// <summary>The decision did not permit it.</summary>
    Withheld = 5,

    /// <summary>It failed, and a corrected message was sent in its place.</summary>
    Corrected = 6,

    /// <summary>An act of the owner stopped it before it went out.</summary>
    Stopped = 7,
}
