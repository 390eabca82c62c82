namespace Parley.Server.Intake;

/// <summary>What became of a deposit.</summary>
internal enum DepositKind
{
    /// <summary>It was taken and is durable.</summary>
    Taken,

    /// <summary>It was taken before; nothing was done again.</summary>
    Repeated,

    /// <summary>It has faults, and its type's policy is to refuse it.</summary>
    Refused,

    /// <summary>Its idempotency key belongs to another message.</summary>
    KeyReused,

    /// <summary>Too much waits; it was not taken.</summary>
    Busy,
}
