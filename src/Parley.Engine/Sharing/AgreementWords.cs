namespace Parley.Engine.Sharing;

/// <summary>The words for an agreement's states, as files, console and command line write them.</summary>
public static class AgreementWords
{
    /// <summary>The state in words: <c>proposed</c>, <c>signed</c>, <c>in force</c>, <c>suspended</c>, <c>ended</c>, <c>withdrawn</c>.</summary>
    public static string Of(AgreementState state) => state switch
    {
        AgreementState.Proposed => "proposed",
        AgreementState.Signed => "signed",
        AgreementState.InForce => "in force",
        AgreementState.Suspended => "suspended",
        AgreementState.Ended => "ended",
        _ => "withdrawn",
    };
}
