namespace Parley.Engine.Linkage.Blocking;

/// <summary>
/// Which blocking rules are used and how large their blocks may be. Fixed before records are linked one at a time, so that the answer does not depend on
/// their order; a batch chooses it from its own records.
/// </summary>
public sealed class BlockingPlan
{
    /// <summary>A block is never larger than this, however few there are.</summary>
    public const int MostBlock = 1000;

    private readonly int[] _caps;

    internal BlockingPlan(uint enabled, int[] caps)
    {
        Enabled = enabled;
        _caps = caps;
    }

    /// <summary>The plan for linking one at a time when nothing is known yet: the narrow rules, blocks of at most 200.</summary>
    public static BlockingPlan Usual { get; } = new(
        BlockingRules.All.Where(r => !r.IsBroad).Aggregate(0u, (mask, r) => mask | (1u << r.Number)), [.. Enumerable.Repeat(200, 32)]);

    internal uint Enabled { get; }

    /// <summary>The most records that a block of a rule may hold; a larger one is left out.</summary>
    internal int Cap(int rule) => _caps[rule];
}
