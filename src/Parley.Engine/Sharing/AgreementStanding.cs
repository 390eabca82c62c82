using Parley.Engine.Sharing.Signatures;

namespace Parley.Engine.Sharing;

/// <summary>What is known of an agreement beside its text.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="SignedBy">Organisations whose signature over the present text was verified, in order.</param>
/// <param name="Missing">Parties whose signature is missing or is over another text, in order.</param>
/// <param name="Stop">A party's act that stops it, or null; the latest counts.</param>
public sealed record AgreementStanding(
    AgreementDefinition Agreement, IReadOnlyList<string> SignedBy, IReadOnlyList<string> Missing, AgreementStop? Stop)
{
    /// <summary>The signature files beside it, in order, with what became of each.</summary>
    public IReadOnlyList<SignatureCheck> Signatures { get; init; } = [];

    /// <summary>The state on a day. A signature counts from the day it was given: what is dated tomorrow is not signed today.</summary>
    public AgreementState On(DateOnly day)
    {
        if (Stop is AgreementStop stop && stop.From <= day)
        {
            return stop.State;
        }

        return Missing.Count > 0 || Signatures.Any(s => s.Counts && s.Signed > day) ? AgreementState.Proposed
            : day > Agreement.End ? AgreementState.Ended
            : day < Agreement.Start ? AgreementState.Signed
            : AgreementState.InForce;
    }
}
