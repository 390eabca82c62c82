namespace Parley.Engine.Sharing;

/// <summary>The grants of one condition over one record type, of however many agreements.</summary>
/// <param name="Condition">On which records it bears.</param>
/// <param name="Entries">What each agreement permits, in the agreements' order; agreements that add nothing to those before them are left out.</param>
/// <param name="All">What they permit together.</param>
internal sealed record GrantRule(Condition Condition, GrantEntry[] Entries, ulong[] All)
{
    /// <summary>The condition, as a field: asked of every record, and too large to be copied each time.</summary>
    public readonly Condition Condition = Condition;
}
