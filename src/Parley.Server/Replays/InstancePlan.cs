using Parley.Server.Operations;

namespace Parley.Server.Replays;

/// <summary>What running an instance again as it is now would do.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="State">What it stood like: something else later means that it has changed.</param>
/// <param name="Foreseen">What would come of it, or came.</param>
internal sealed record InstancePlan(long Instance, string State, Foreseen Foreseen)
{
    /// <summary>What would go out at once. What follows depends on the answers.</summary>
    public IReadOnlyList<PlannedEffect> Effects { get; init; } = [];

    /// <summary>How many effects are not carried out again, because their answers are taken from the record.</summary>
    public int Kept { get; init; }

    /// <summary>What of its run cannot be taken from the record, exactly; null for nothing.</summary>
    public string? Missing { get; init; }

    /// <summary>With what it would be started; null when it cannot be.</summary>
    public InstanceStart? Start { get; init; }
}
