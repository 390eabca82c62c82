namespace Parley.Server.Delivery;

/// <summary>How one attempt ended.</summary>
internal enum AttemptKind
{
    /// <summary>The recipient took it.</summary>
    Delivered,

    /// <summary>The recipient answered that it failed; another attempt may do better.</summary>
    Failed,

    /// <summary>The recipient could not be reached, or said that it is not there for now.</summary>
    Unreachable,

    /// <summary>The recipient will not take it; another attempt would not do better.</summary>
    Refused,

    /// <summary>An act of the owner had stopped it: nothing was sent.</summary>
    Stopped,

    /// <summary>It was not sent: what permitted it no longer does. Says nothing of the recipient.</summary>
    Withheld,
}
