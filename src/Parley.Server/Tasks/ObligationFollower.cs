using Microsoft.Extensions.Logging;
using Parley.Engine.Calendar;
using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Obligations;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Takes up what the force owes because of what was exchanged, behind the flow. Where the workspace has no rules it reads nothing; rules count for what comes in
/// from when they are first in force.
/// </summary>
internal sealed class ObligationFollower(Store store, StoredBundles bundles, WorkspaceHost workspace, ServerOptions options, ILogger<ObligationFollower> log)
    : LedgerFollower<ObligationsWork>("obligations", TimeSpan.FromSeconds(1), store, options.Time, log)
{
    private const int ExchangesAtOnce = 64;

    private bool HasRules => workspace.Current.Workspace.Obligations.Rules.Count > 0;

    /// <summary>When an obligation is due: the moment, or why it cannot be known.</summary>
    public static (long? Due, string? Fault) DueAfter(Snapshot snapshot, string? calendar, long since, int days)
    {
        IssueSink issues = new();
        if (!snapshot.Workspace.Calendars.TryGet(calendar, out WorkingCalendar? found))
        {
            return (null, $"{CalendarIssues.NoSuchCalendar.Code}: there is no calendar '{calendar}'; there are {string.Join(", ", snapshot.Workspace.Calendars.Names)}");
        }

        DateTimeOffset from = new(Clock.Moment(since));
        return found.DueAfter(from, days, issues) is DateTimeOffset due
            ? (Clock.Microseconds(due), null)
            : (null, $"{issues.Issues[0].Code.Code}: {issues.Issues[0].Message}");
    }

    /// <summary>Where the rules begin to count is settled before the first message can come in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (HasRules)
        {
            await PlaceAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken cancellationToken) => HasRules ? base.DoAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override ObligationsWork Begin() => new();

    /// <inheritdoc/>
    protected override bool IsEmpty(ObligationsWork stretch) => stretch.Exchanges == 0;

    /// <inheritdoc/>
    protected override async Task<Taken> TakeAsync(LedgerEntry entry, ObligationsWork stretch, CancellationToken cancellationToken)
    {
        if (!TryAccepted(entry, out long exchange))
        {
            return Taken.In;
        }

        await AddAsync(workspace.Current, exchange, stretch, cancellationToken);
        return ++stretch.Exchanges < ExchangesAtOnce ? Taken.In : Taken.Last;
    }

    /// <inheritdoc/>
    protected override Task WriteAsync(ObligationsWork stretch, Action<StoreSession, WriterState> keep, CancellationToken cancellationToken)
    {
        stretch.Then(keep);
        return Store.WriteAsync(stretch, cancellationToken);
    }

    private async Task AddAsync(Snapshot snapshot, long exchange, ObligationsWork work, CancellationToken cancellationToken)
    {
        ExchangeRow? row = await Store.Reader.ExchangeAsync(exchange, cancellationToken);
        if (row is null || row.Via == "notice" || row.Status == ExchangeStatus.Erased
            || await bundles.ReadAsync(row, Disclosure.PermitTranslation(), cancellationToken) is not Bundle bundle)
        {
            return;
        }

        foreach (RaisedObligation done in ObligationMatcher.Fulfilled(snapshot.Workspace.Obligations, bundle))
        {
            work.Fulfil(Subject(done), PublicId.Exchange(row.Id), row.Received);
        }

        foreach (RaisedObligation owed in ObligationMatcher.Raised(snapshot.Workspace.Obligations, bundle))
        {
            long since = owed.At is DateTimeOffset at ? Clock.Microseconds(at) : row.Received;
            (long? due, string? fault) = DueAfter(snapshot, owed.Rule.Calendar, since, owed.Within);
            work.Raise(new ObligationRow
            {
                Id = Store.Ids.Next(),
                Kind = owed.Rule.Id,
                Ref = row.Id,
                Subject = Subject(owed),
                Organisation = snapshot.Workspace.Installation.Organisation,
                Group = owed.Rule.Group,
                Since = since,
                Raised = Clock.Microseconds(options.Time),
                Days = owed.Within,
                Due = due,
                Fault = fault,
                Exchange = row.Id,
                Key = row.Key,
                Matter = owed.Key,
            });
        }
    }

    private long Subject(RaisedObligation obligation) => Store.Keys.Blind("obligation", obligation.Rule.Id, obligation.Key);
}
