namespace Parley.Engine.Sharing;

/// <summary>How reaches compare.</summary>
public static class HandlingReaches
{
    /// <summary>Whether a reach lets nothing go that another does not. Of naming and kind neither is within the other: either can forbid what the other lets go.</summary>
    public static bool IsWithin(this HandlingReach reach, HandlingReach other) =>
        reach == other
        || other == HandlingReach.Anyone
        || reach == HandlingReach.Owner
        || (reach is HandlingReach.HomeCountry or HandlingReach.Government or HandlingReach.Police && other < reach);
}
