using Parley.Engine.Issues;
using Parley.Engine.Sharing.Signatures;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>What is to be said of a workspace's agreements on a day: the engine has no clock, so whoever has one asks.</summary>
public static class AgreementCalendar
{
    /// <summary>Reports agreements whose review is overdue or whose last day has passed, and signatures of a day to come.</summary>
    public static void Check(LoadedWorkspace workspace, DateOnly today, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        foreach (AgreementStanding standing in workspace.Agreements.Values.OrderBy(a => a.Agreement.Id, StringComparer.Ordinal))
        {
            Check(standing, today, issues);
        }
    }

    /// <summary>The same of one agreement.</summary>
    public static void Check(AgreementStanding standing, DateOnly today, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(issues);
        AgreementDefinition agreement = standing.Agreement;
        if (today > agreement.End)
        {
            issues.Add(AgreementIssues.Expired, $"'{agreement.Id}' ended on {agreement.End:yyyy-MM-dd}", agreement.Position);
        }
        else if (today > agreement.Review)
        {
            issues.Add(AgreementIssues.ReviewOverdue, $"'{agreement.Id}' was to be reviewed by {agreement.Review:yyyy-MM-dd}", agreement.Position);
        }

        foreach (SignatureCheck signature in standing.Signatures.Where(s => s.Counts && s.Signed > today))
        {
            issues.Add(AgreementIssues.SignedInFuture, $"{signature.Organisation} signed '{agreement.Id}' on {signature.Signed:yyyy-MM-dd}", agreement.Position);
        }
    }
}
