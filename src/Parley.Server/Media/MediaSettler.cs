using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Puts whole objects in their place and has them scanned. Until that is done nobody reads them; what does not work now is tried again.</summary>
internal sealed class MediaSettler(
    Store store, MediaFolder folder, IMediaStore objects, MediaContent content, MediaEntries entries, UploadTable table, ServerOptions options, ILogger<MediaSettler> log)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMinutes(1);

    private readonly MediaDefinition _media = options.Workspace.Installation.Media!;
    private bool _waiting;

    /// <summary>Called when an object waits that is to be settled behind the request.</summary>
    public Action? Waits { get; set; }

    /// <summary>Settles an object at once where that takes no time; otherwise behind.</summary>
    public async Task<MediaRow> SettleNowAsync(MediaRow row, CancellationToken cancellationToken)
    {
        if (_media.Scanner is null && _media.S3 is null)
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
            await objects.TakeAsync(row, folder.UploadOf(row.Id), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException or StoreUnavailableException)
        {
            Log.MediaNotStored(log, PublicId.Media(row.Id), failure);
            return await PostponeAsync(row, s_retry, cancellationToken);
        }

        if (_media.Scanner is not ScannerDefinition scanner)
        {
            return await RecordAsync(row, null, cancellationToken);
        }

        using MediaStretch whole = await content.OpenAsync(row, 0, row.Size, Disclosure.PermitScan(), cancellationToken);
        ScanVerdict? verdict = await new ClamScanner(scanner, options.Time).ScanAsync(whole, cancellationToken);
        if (verdict is null)
        {
            Log.MediaNotScanned(log, PublicId.Media(row.Id));
            return await PostponeAsync(row, scanner.Retry, cancellationToken);
        }

        if (!verdict.IsClean)
        {
            Log.MediaQuarantined(log, PublicId.Media(row.Id), row.System, verdict.Said);
        }

        return await RecordAsync(row, verdict, cancellationToken);
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
        table.Forget(row.Id);
        return settled;
    }

    private async Task<MediaRow> PostponeAsync(MediaRow row, TimeSpan by, CancellationToken cancellationToken)
    {
        MediaRow later = row with { Due = Clock.Microseconds(options.Time) + Clock.Microseconds(by) };
        await store.WriteAsync(new StatementWork(Statements.PostponeMedia, later.Id, later.Due), cancellationToken);
        return later;
    }
}
