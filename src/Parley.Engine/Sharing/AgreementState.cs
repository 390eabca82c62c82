namespace Parley.Engine.Sharing;

/// <summary>Where an agreement stands in its life.</summary>
public enum AgreementState
{
    /// <summary>Written, and not signed by all its parties; an agreement edited after signature is one.</summary>
    Proposed,

    /// <summary>Signed by all its parties; its first day has not come.</summary>
    Signed,

    /// <summary>Signed by all, between its first and last day, and not stopped: the only state in which anything is shared.</summary>
    InForce,

    /// <summary>Stopped for a while by a party.</summary>
    Suspended,

    /// <summary>Past its last day, or ended by a party: nothing further is shared; what was shared stays.</summary>
    Ended,

    /// <summary>Ended by a party with withdrawal: recipients are told to give up what they got.</summary>
    Withdrawn,
}
