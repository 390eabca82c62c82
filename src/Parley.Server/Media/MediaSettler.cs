using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Puts whole objects in their place and has them scanned. Until that is done nobody reads them; what does not work now is tried again.</summary>
internal sealed class MediaSettler(
    Store store, IMediaStore objects, MediaScan scan, MediaEntries entries, MediaAgenda agenda, ServerOptions options, ILogger<MediaSettler> log)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMinutes(1);

    private readonly MediaDefinition _media = options.Workspace.Installation.Media!;
    private bool _waiting;

    /// <summary>Called when an object waits that is to be settled behind the request.</summary>
    public Action? Waits { get; set; }

    /// <summary>Settles an object at once where that takes no time; otherwise behind.</summary>
    public async Task<MediaRow> SettleNowAsync(MediaRow row, CancellationToken cancellationToken)
    {
        if (!scan.IsWanted && _media.S3 is null)
        {
            return await SettleAsync(row, cancellationToken);
        }

        Volatile.Write(ref _waiting, true);
        return row;
    }

    /// <summary>Says that an object waits, if one does, now that nobody writes to it any more.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _waiting, false))
        {
            Waits?.Invoke();
        }
    }

    /// <summary>Settles an object as far as is possible now.</summary>
    public async Task<MediaRow> SettleAsync(MediaRow row, CancellationToken cancellationToken)
    {
        try
        {
            await objects.TakeAsync(row, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException or StoreUnavailableException)
        {
            Log.MediaNotStored(log, PublicId.Media(row.Id), failure);
            return await agenda.PostponeAsync(row, s_retry, cancellationToken);
        }

        ScanVerdict? verdict = scan.IsWanted ? await scan.LookAsync(row, cancellationToken) : null;
        return scan.IsWanted && verdict is null
            ? await agenda.PostponeAsync(row, scan.Retry, cancellationToken)
            : await RecordAsync(row, verdict, cancellationToken);
    }

    private async Task<MediaRow> RecordAsync(MediaRow row, ScanVerdict? verdict, CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(options.Time);
        MediaRow settled = row with
        {
            State = verdict?.IsClean == false ? MediaState.Quarantined : MediaState.Available,
            Scanned = verdict is null ? null : now,
            Verdict = verdict?.Said,
            Due = now + Clock.Microseconds(_media.KeepUnreferenced),
        };
        await store.WriteAsync(
            new StatementsWork((session, writer) =>
            {
                session.Execute(Statements.SettleMedia, settled.Id, (long)settled.State, settled.Scanned, settled.Verdict, settled.Due);
                if (verdict is not null)
                {
                    writer.AddEntry(entries.Of(settled, LedgerAction.Consultation, verdict.IsClean ? "object-scanned" : "object-quarantined", now, null, $"malware scan: {verdict.Said}"));
                }
            }),
            cancellationToken);
        return settled;
    }
}
