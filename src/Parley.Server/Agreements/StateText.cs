using Parley.Engine.Sharing;

namespace Parley.Server.Agreements;

/// <summary>States of agreements as the API names them.</summary>
internal static class StateText
{
    /// <summary>The word for a state.</summary>
    public static string Of(AgreementState state) => state switch
    {
        AgreementState.Proposed => "proposed",
        AgreementState.Signed => "signed",
        AgreementState.InForce => "in-force",
        AgreementState.Suspended => "suspended",
        AgreementState.Ended => "ended",
        _ => "withdrawn",
    };
}
