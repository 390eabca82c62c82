using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;
using Parley.Engine.Obligations;
using Parley.Engine.Sharing;
using Parley.Server.Agreements;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Keeps on the list what is owed of itself: reviews of agreements, confirmations of notices, retention reviews, people's tasks. Each pass compares the list with
/// what there is, so that nothing depends on a pass that was missed.
/// </summary>
internal sealed class ObligationKeeper(Store store, AgreementRegister agreements, WorkspaceHost workspace, ServerOptions options, ILogger<ObligationKeeper> log)
    : PeriodicService(TimeSpan.FromMinutes(1), options.Time, log)
{
    private const int AtOnce = 200;

    /// <summary>How many obligations are open and overdue, as of the last pass.</summary>
    public (long Open, long Overdue) Counts { get; private set; }

    /// <summary>One pass: a bounded number of each.</summary>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        Snapshot snapshot = workspace.Current;
        ObligationsWork work = new();
        await NoticesAsync(snapshot, work, cancellationToken);
        await ReviewsAsync(snapshot, work, cancellationToken);
        await TasksAsync(work, cancellationToken);
        await AgreementsAsync(snapshot, work, cancellationToken);
        await DueTimesAsync(snapshot, work, cancellationToken);
        foreach ((long id, long ended, string by, bool done) in await store.Reader.OverObligationsAsync(AtOnce, cancellationToken))
        {
            work.End(id, ended, done, by);
        }

        if (!work.IsEmpty)
        {
            await store.WriteAsync(work, cancellationToken);
        }

        Counts = await store.Reader.ObligationCountsAsync(Now, cancellationToken);
    }

    private long Now => Clock.Microseconds(options.Time);

    private ObligationRow Row(Snapshot snapshot, string kind, long of, StandingRule rule, long since) => new()
    {
        Id = store.Ids.Next(),
        Kind = kind,
        Ref = of,
        Organisation = snapshot.Workspace.Installation.Organisation,
        Group = rule.Group,
        Since = since,
        Raised = Now,
    };

    private async Task NoticesAsync(Snapshot snapshot, ObligationsWork work, CancellationToken cancellationToken)
    {
        foreach ((long id, long exchange, long at, long due) in await store.Reader.NoticesNotOwedAsync(AtOnce, cancellationToken))
        {
            work.Raise(Row(snapshot, ObligationRow.Notice, id, snapshot.Workspace.Obligations.Notice, at) with { Due = due, Exchange = exchange });
        }
    }

    private async Task ReviewsAsync(Snapshot snapshot, ObligationsWork work, CancellationToken cancellationToken)
    {
        StandingRule rule = snapshot.Workspace.Obligations.RetentionReview;
        foreach ((long id, long exchange, long at) in await store.Reader.ReviewsNotOwedAsync(AtOnce, cancellationToken))
        {
            (long? due, string? fault) = ObligationFollower.DueAfter(snapshot, null, at, rule.Days);
            work.Raise(Row(snapshot, ObligationRow.RetentionReview, id, rule, at) with { Days = rule.Days, Due = due, Fault = fault, Exchange = exchange });
        }
    }

    private async Task TasksAsync(ObligationsWork work, CancellationToken cancellationToken)
    {
        foreach (TaskRow task in await store.Reader.TasksNotOwedAsync(AtOnce, cancellationToken))
        {
            work.Raise(new ObligationRow
            {
                Id = store.Ids.Next(),
                Kind = ObligationRow.HumanTask,
                Ref = task.Id,
                Organisation = task.Organisation,
                Group = task.Group,
                Since = task.Created,
                Raised = Now,
                Due = task.Due,
                Exchange = task.Exchange,
            });
        }

        foreach ((long id, string group, long due) in await store.Reader.MovedObligationsAsync(AtOnce, cancellationToken))
        {
            work.Move(id, group, due);
        }
    }

    /// <summary>An agreement in force is shown some days before its review is due; a later day in its text is the review done.</summary>
    private async Task AgreementsAsync(Snapshot snapshot, ObligationsWork work, CancellationToken cancellationToken)
    {
        WorkingCalendar calendar = snapshot.Workspace.Calendars.Default;
        StandingRule rule = snapshot.Workspace.Obligations.AgreementReview;
        DateOnly today = agreements.Today;
        List<ObligationRow> listed = await store.Reader.ObligationsOfKindAsync(ObligationRow.AgreementReview, cancellationToken);
        HashSet<long> known = [.. listed.Select(r => r.Ref)];
        HashSet<long> owed = [];
        HashSet<string> running = new(StringComparer.Ordinal);
        foreach (AgreementDefinition agreement in agreements.All.Where(a => a.On(today) is AgreementState.InForce or AgreementState.Suspended).Select(a => a.Agreement))
        {
            long of = store.Keys.Blind("agreement review", agreement.Id, agreement.Review.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            owed.Add(of);
            running.Add(agreement.Id);

            // From when it is shown binds nobody: where the calendar does not reach so far, twice as many plain days are as good.
            DateOnly shown = calendar.Add(agreement.Review, -rule.Days, new IssueSink()) ?? agreement.Review.AddDays(-2 * rule.Days);
            if (!known.Contains(of) && shown <= today)
            {
                work.Raise(Row(snapshot, ObligationRow.AgreementReview, of, rule, Clock.Microseconds(calendar.Zone.StartOf(agreement.Start))) with
                {
                    Name = agreement.Id,
                    Due = Clock.Microseconds(calendar.EndOf(agreement.Review)),
                });
            }
        }

        foreach (ObligationRow row in listed.Where(r => r.Ended is null && !owed.Contains(r.Ref)))
        {
            work.End(row.Id, Now, running.Contains(row.Name ?? ""), "platform");
        }
    }

    /// <summary>What the calendar did not know it may know by now.</summary>
    private async Task DueTimesAsync(Snapshot snapshot, ObligationsWork work, CancellationToken cancellationToken)
    {
        foreach (ObligationRow row in await store.Reader.ObligationsWithoutDueAsync(AtOnce, cancellationToken))
        {
            string? calendar = snapshot.Workspace.Obligations.Rules.FirstOrDefault(r => r.Id == row.Kind)?.Calendar;
            (long? due, string? fault) = ObligationFollower.DueAfter(snapshot, calendar, row.Since, (int)row.Days!);
            if (due is not null || fault != row.Fault)
            {
                work.SetDue(row.Id, due, fault);
            }
        }
    }
}
