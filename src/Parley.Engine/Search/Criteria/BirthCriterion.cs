using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search.Criteria;

/// <summary>A date of birth, with a typing error, day and month swapped, or the year alone.</summary>
/// <param name="date">The date as <see cref="DateText"/> packs it.</param>
internal sealed class BirthCriterion(uint date) : Criterion
{
    private static readonly string[] s_levels = ["same", "swapped", "typing-error", "two-parts", "year-only", "same-year", "different"];

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; } = [Terms(date)];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.BirthDates;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        SearchReason? best = null;
        foreach (uint found in facts.BirthDates)
        {
            string level = s_levels[DateComparer.Level(date, found) - 1];
            double bits = Worth.Of(ComparisonKind.DateOfBirth, level);
            if (best is null || bits > best.Bits)
            {
                best = new SearchReason("date-of-birth", level, DateText.Print(found), bits);
            }
        }

        if (best is not null)
        {
            reasons.Add(best);
        }

        return true;
    }

    private static QueryPart Terms(uint date)
    {
        QueryPart part = new();
        ulong[] terms = [.. RecordTerms.OfBirthDate(date)];
        if ((date & 0xFFFF) == 0)
        {
            part.Add(terms[4], Worth.Of(ComparisonKind.DateOfBirth, "year-only"));
            return part;
        }

        part.Add(terms[0], Worth.Of(ComparisonKind.DateOfBirth, "same"));
        foreach (ulong two in terms[1..4])
        {
            part.Add(two, Worth.Of(ComparisonKind.DateOfBirth, "two-parts"));
        }

        return part;
    }
}
