using System.Globalization;

namespace Parley.Engine.Search.Criteria;

/// <summary>Something of the record happened between two moments.</summary>
internal sealed class TimeCriterion(DateTime from, DateTime to) : Criterion
{
    private const int MostDays = 800;

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; } = Terms(from, to) is { } part ? [part] : [];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.Moments;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        foreach (DateTime moment in facts.Moments)
        {
            if (moment >= from && moment < to)
            {
                reasons.Add(new SearchReason("time", "within", moment.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture), 1));
                return true;
            }
        }

        return false;
    }

    // A longer time is no way to find anything; it still excludes.
    private static QueryPart? Terms(DateTime from, DateTime to)
    {
        if ((to - from).TotalDays is < 0 or > MostDays)
        {
            return null;
        }

        QueryPart part = new() { Required = true };
        for (DateTime day = from.Date; day < to; day = day.AddDays(1))
        {
            part.Add(RecordTerms.Day(day), 1);
        }

        return part;
    }
}
