using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Server.Operations;

namespace Parley.Server.Agreements;

/// <summary>Warns of agreements whose review is overdue or whose last day has passed: each once for as long as it is so, and as a level all the while.</summary>
internal sealed class AgreementDates(ILogger<AgreementDates> log) : IGaugeSource
{
    private volatile HashSet<(string Agreement, string Code)> _known = [];

    /// <summary>Looks at all that is not stopped for good: of what a party ended nobody expects a review.</summary>
    public void Look(IEnumerable<AgreementStanding> agreements, DateOnly today)
    {
        HashSet<(string, string)> found = [];
        foreach (AgreementStanding standing in agreements.Where(a => !(a.Stop is AgreementStop stop && stop.From <= today && stop.State >= AgreementState.Ended)))
        {
            IssueSink issues = new();
            AgreementCalendar.Check(standing, today, issues);
            foreach (Issue issue in issues.Issues)
            {
                if (found.Add((standing.Agreement.Id, issue.Code.Code)) && !_known.Contains((standing.Agreement.Id, issue.Code.Code)))
                {
                    Log.AgreementDate(log, issue.Code.Code, issue.Code.Title, issue.Message);
                }
            }
        }

        _known = found;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        HashSet<(string Agreement, string Code)> known = _known;
        yield return ("parley_agreements_review_overdue", "Agreements whose review is overdue.", "", known.Count(k => k.Code == AgreementIssues.ReviewOverdue.Code));
        yield return ("parley_agreements_expired", "Agreements whose last day has passed.", "", known.Count(k => k.Code == AgreementIssues.Expired.Code));
    }
}
