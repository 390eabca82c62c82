using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Calendar;
using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Obligations;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Takes up what the force owes because of what was exchanged, behind the flow: it follows the ledger, as the repository does, and keeps its place in it in the
/// transaction that writes. Where the workspace has no rules it reads nothing; rules count for what comes in from when they are first in force.
/// </summary>
internal sealed class ObligationFollower(
    Store store, StoredBundles bundles, WorkspaceHost workspace, ServerOptions options, ILogger<ObligationFollower> log) : BackgroundService
{
    private const int EntriesAtOnce = 2000;
    private const int ExchangesAtOnce = 64;

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly EntryReader _entries = new();
    private long? _cursor;
    private bool _failing;

    /// <summary>Takes up all that is committed now.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            Snapshot snapshot = workspace.Current;
            if (snapshot.Workspace.Obligations.Rules.Count == 0)
            {
                return;
            }

            long cursor = _cursor ?? await BeginAsync(cancellationToken);
            while (cursor < store.LedgerHead)
            {
                cursor = await StepAsync(snapshot, cursor, cancellationToken);
                _cursor = cursor;
            }
        }
        finally
        {
            _one.Release();
        }
    }

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
            ? (Clock.Microseconds(due - DateTimeOffset.UnixEpoch), null)
            : (null, $"{issues.Issues[0].Code.Code}: {issues.Issues[0].Message}");
    }

    /// <summary>Where the rules begin to count is settled before the first message can come in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (workspace.Current.Workspace.Obligations.Rules.Count > 0)
        {
            _cursor = await BeginAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_every, options.Time);
        do
        {
            try
            {
                await CatchUpAsync(stoppingToken);
                _failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The last guard of the loop: the same stretch is tried again at the next tick.
                if (!_failing)
                {
                    _failing = true;
                    Log.ObligationsBehind(log, failure);
                }
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken) => timer.WaitForNextTickAsync(stoppingToken).AsTask()
        .ContinueWith(t => t.IsCompletedSuccessfully && t.Result, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task<long> BeginAsync(CancellationToken cancellationToken)
    {
        string? stored = await store.Reader.CursorAsync(ObligationsWork.Cursor, cancellationToken);
        if (stored is not null)
        {
            return long.Parse(stored, CultureInfo.InvariantCulture);
        }

        long head = store.LedgerHead;
        await store.WriteAsync(new ObligationsWork { Followed = head }, cancellationToken);
        return head;
    }

    private async Task<long> StepAsync(Snapshot snapshot, long cursor, CancellationToken cancellationToken)
    {
        ObligationsWork work = new();
        long next = cursor;
        int taken = 0;
        await foreach ((long number, byte[] bytes) in store.Ledger.EntriesAsync(cursor, store.LedgerHead, cancellationToken))
        {
            next = number + 1;
            if (bytes.AsSpan().IndexOf("\"collection\""u8) >= 0
                && _entries.Read(bytes) is { Action: LedgerAction.Collection } entry
                && entry.Outcome == StatusText.Of(ExchangeStatus.Accepted)
                && PublicId.TryParse('x', entry.Exchange, out long exchange))
            {
                await AddAsync(snapshot, exchange, work, cancellationToken);
                taken++;
            }

            if (taken >= ExchangesAtOnce || next - cursor >= EntriesAtOnce)
            {
                break;
            }
        }

        work.Followed = next;
        await store.WriteAsync(work, cancellationToken);
        return next;
    }

    private async Task AddAsync(Snapshot snapshot, long exchange, ObligationsWork work, CancellationToken cancellationToken)
    {
        ExchangeRow? row = await store.Reader.ExchangeAsync(exchange, cancellationToken);
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
            long since = owed.At is DateTimeOffset at ? Clock.Microseconds(at - DateTimeOffset.UnixEpoch) : row.Received;
            (long? due, string? fault) = DueAfter(snapshot, owed.Rule.Calendar, since, owed.Within);
            work.Raise(new ObligationRow
            {
                Id = store.Ids.Next(),
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

    private long Subject(RaisedObligation obligation) => store.Keys.Blind("obligation", obligation.Rule.Id, obligation.Key);
}
