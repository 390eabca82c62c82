namespace Parley.Server.Storage;

/// <summary>How an exchange stands, apart from its deliveries. The numbers are stored.</summary>
internal enum ExchangeStatus
{
    /// <summary>Taken in; its deliveries say the rest.</summary>
    Accepted = 0,

    /// <summary>Kept, but nothing is delivered until a person has corrected it.</summary>
    Held = 1,

    /// <summary>The sender was told that it is refused; its body is not kept.</summary>
    Refused = 2,

    /// <summary>Was held; a corrected message has taken its place.</summary>
    Corrected = 3,

    /// <summary>Was held; a person has decided that it goes no further.</summary>
    Discarded = 4,

    /// <summary>Its owner has erased it: that it took place is kept, what it carried is not.</summary>
    Erased = 5,

    /// <summary>Its owner has withdrawn it: nothing more is delivered, and recipients are told.</summary>
    Withdrawn = 6,
}
