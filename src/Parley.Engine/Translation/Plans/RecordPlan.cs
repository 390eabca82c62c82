using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>A record rule with its paths compiled.</summary>
internal sealed class RecordPlan
{
    public required RecordRule Rule { get; init; }

    public required RecordPlan? Parent { get; init; }

    public required PathReader Place { get; init; }

    public PathReader? Key { get; init; }

    public required AttributePlan[] Attributes { get; init; }

    public required ConditionReader[] When { get; init; }

    /// <summary>The rules above, outermost first, this one last.</summary>
    public required RecordPlan[] Lineage { get; init; }

    public int Ordinal => Rule.Ordinal;
}
