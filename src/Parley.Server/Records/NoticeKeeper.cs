using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Looks after notices until each is confirmed: late ones become exceptions, and what a confirmed erasure's notice said is erased too.</summary>
internal sealed class NoticeKeeper(Store store, WorkspaceHost workspace, RecordActs acts, Eraser eraser, ServerOptions options)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan s_lateWindow = TimeSpan.FromDays(1);

    /// <summary>How many notices are late, as of the last pass.</summary>
    public long Late { get; private set; }

    /// <summary>One pass: a bounded number of each.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        long since = IdGenerator.Floor(options.Time.GetUtcNow() - s_lateWindow);
        foreach ((long act, long exchange, int n) in await store.Reader.LateDeliveriesAsync(since, AtOnce, cancellationToken))
        {
            await acts.TellLateAsync(act, exchange, n, cancellationToken);
        }

        foreach (NoticeRow notice in await store.Reader.TakenCorrectionsAsync(AtOnce, cancellationToken))
        {
            await store.WriteAsync(new ConfirmWork(notice, "system:" + notice.Recipient, notice.Organisation), cancellationToken);
        }

        foreach (NoticeRow notice in await store.Reader.LateNoticesAsync(Clock.Microseconds(options.Time), AtOnce, cancellationToken))
        {
            await EscalateAsync(notice, cancellationToken);
        }

        foreach (NoticeRow notice in await store.Reader.ClearableNoticesAsync(AtOnce, cancellationToken))
        {
            await ClearAsync(notice, cancellationToken);
        }

        Late = await store.Reader.LateNoticeCountAsync(cancellationToken);
    }

    private async Task EscalateAsync(NoticeRow notice, CancellationToken cancellationToken)
    {
        ExchangeRow? told = await store.Reader.ExchangeAsync(notice.Told, cancellationToken);
        string owner = told?.System ?? notice.Recipient;
        ExceptionRow exception = new()
        {
            Id = store.Ids.Next(),
            Exchange = notice.Told,
            Opened = Clock.Microseconds(options.Time),
            Severity = "error",
            Source = owner,
            Owner = owner,
            Organisation = workspace.Current.Workspace.Systems.TryGetValue(owner, out SystemDefinition? system) ? system.Organisation : "",
            Code = RecordIssues.NotConfirmed.Code,
            What = RecordIssues.NotConfirmed.Title,
            Why = notice.Refused is not null
                ? $"{notice.Recipient} ({notice.Organisation}) answered notice {PublicId.Notice(notice.Id)} ({notice.Action}) that it will not do what it asks; see what it answered."
                : $"{notice.Recipient} ({notice.Organisation}) was to confirm notice {PublicId.Notice(notice.Id)} ({notice.Action}) by {Clock.Moment(notice.Due):u} and has not.",
            Remedy = RecordIssues.NotConfirmed.Remedy,
        };
        await store.WriteAsync(new EscalateWork(notice, exception, told?.Key, workspace.Current.Workspace.Installation.Organisation), cancellationToken);
        Meters.Exceptions.Add(1);
        Meters.LateNotices.Add(1, new KeyValuePair<string, object?>("recipient", notice.Recipient));
    }

    private async Task ClearAsync(NoticeRow notice, CancellationToken cancellationToken)
    {
        if (notice.Channel != "correction" && await store.Reader.ExchangeAsync(notice.Told, cancellationToken) is ExchangeRow told)
        {
            await eraser.EraseContentAsync(await eraser.FamilyAsync(told, cancellationToken), cancellationToken);
        }

        await store.WriteAsync(new ClearNoticeWork(notice), cancellationToken);
    }
}
