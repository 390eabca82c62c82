using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Search.Criteria;

/// <summary>The sex: it finds nobody, and never excludes anybody, for it is recorded wrong too often.</summary>
/// <param name="sex">1 for male, 2 for female.</param>
internal sealed class SexCriterion(int sex) : Criterion
{
    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts => [];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.Sex;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        if (facts.Sex != 0)
        {
            string level = facts.Sex == sex ? "same" : "different";
            reasons.Add(new SearchReason("sex", level, facts.Sex == 1 ? "male" : "female", Worth.Of(ComparisonKind.Sex, level)));
        }

        return true;
    }
}
