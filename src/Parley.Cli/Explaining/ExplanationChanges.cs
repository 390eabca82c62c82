using Parley.Engine.Sharing;

namespace Parley.Cli.Explaining;

/// <summary>What a hypothesis makes of one bundle: the attributes that go only with it, and those that go only without it.</summary>
/// <param name="Gained">What goes under the hypothesis alone, by record and attribute.</param>
/// <param name="Lost">What goes today alone.</param>
internal sealed record ExplanationChanges(IReadOnlyList<ExplainedAttribute> Gained, IReadOnlyList<ExplainedAttribute> Lost)
{
    /// <summary>Compares the decision under the hypothesis with that of today.</summary>
    public static ExplanationChanges Between(Explanation today, Explanation supposed)
    {
        ExplainedAttribute[] before = Going(today);
        ExplainedAttribute[] after = Going(supposed);
        return new ExplanationChanges(Beyond(after, before), Beyond(before, after));
    }

    // Of a message that is refused nothing goes, whatever is said of its parts.
    private static ExplainedAttribute[] Going(Explanation explanation) =>
        explanation.Decision.Permitted is null ? [] : [.. explanation.Attributes.Where(a => a.Permitted)];

    private static ExplainedAttribute[] Beyond(ExplainedAttribute[] one, ExplainedAttribute[] other)
    {
        HashSet<(int, string)> there = [.. other.Select(a => (a.Record, a.Attribute))];
        return [.. one.Where(a => !there.Contains((a.Record, a.Attribute)))];
    }
}
