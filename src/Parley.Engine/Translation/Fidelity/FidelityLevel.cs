namespace Parley.Engine.Translation.Fidelity;

/// <summary>What becomes of an attribute's values on their way, from best to worst.</summary>
public enum FidelityLevel
{
    /// <summary>Every value arrives as it was.</summary>
    Exact,

    /// <summary>The meaning arrives; the spelling may differ (canonical forms, UTC, converted units).</summary>
    Normalised,

    /// <summary>Less arrives than was sent: rounded, cut, broader codes, fewer values.</summary>
    Narrowed,

    /// <summary>What arrives can be read in more than one way.</summary>
    Ambiguous,

    /// <summary>Nothing arrives.</summary>
    Lost,
}
