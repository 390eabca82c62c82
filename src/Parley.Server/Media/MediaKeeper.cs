using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// Looks after objects behind the flow: has those that wait settled, ends uploads that nobody goes on with, erases what no record refers to any more or ever has,
/// and finishes ends that were cut short.
/// </summary>
internal sealed class MediaKeeper : PeriodicService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private readonly Store _store;
    private readonly MediaSettler _settler;
    private readonly MediaEnds _ends;
    private readonly UploadTable _table;
    private readonly MediaRecords _records;
    private readonly MediaSweep _sweep;
    private readonly ServerOptions _options;

    public MediaKeeper(Store store, MediaSettler settler, MediaEnds ends, UploadTable table, MediaRecords records, MediaSweep sweep, ServerOptions options, ILogger<MediaKeeper> log)
        : base(s_every, options.Time, log)
    {
        (_store, _settler, _ends, _table, _records, _sweep, _options) = (store, settler, ends, table, records, sweep, options);
        settler.Waits = Wake;
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await EachAsync(MediaState.Waiting, row => _settler.SettleAsync(row, cancellationToken), cancellationToken);
        await EachAsync(MediaState.Uploading, row => ExpireAsync(row, cancellationToken), cancellationToken);
        await _records.CatchUpAsync(cancellationToken);
        await LookAtErasedAsync(cancellationToken);
        await EachAsync(MediaState.Available, row => ReconsiderAsync(row, cancellationToken), cancellationToken);
        await EachAsync(MediaState.Quarantined, row => ReconsiderAsync(row, cancellationToken), cancellationToken);
        await EachAsync(MediaState.Refused, row => _ends.FinishAsync(row, cancellationToken), cancellationToken);
        await EachAsync(MediaState.Erased, row => _ends.FinishAsync(row, cancellationToken), cancellationToken);
        await _sweep.PassAsync(cancellationToken);
    }

    private async Task EachAsync(MediaState state, Func<MediaRow, Task> look, CancellationToken cancellationToken)
    {
        foreach (MediaRow row in await _store.Reader.MediaDueAsync(state, Clock.Microseconds(_options.Time), AtOnce, cancellationToken))
        {
            if (_table.TryEnter(row.Id))
            {
                try
                {
                    await look(row);
                }
                catch (Exception failure) when (failure is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
                {
                    // One that fails, say by a damaged file, must not keep the others from their turn.
                    Tell(failure);
                    await PostponeAsync(row, Clock.Microseconds(_options.Time) + Clock.Microseconds(s_every), cancellationToken);
                }
                finally
                {
                    _table.Leave(row.Id);
                }
            }
        }
    }

    private Task ExpireAsync(MediaRow row, CancellationToken cancellationToken) =>
        _ends.EndAsync(row, MediaEnd.Expired, null, null, cancellationToken);

    /// <summary>What a record that was erased referred to comes up at once.</summary>
    private async Task LookAtErasedAsync(CancellationToken cancellationToken)
    {
        foreach (MediaReference reference in await _store.Reader.ErasedMediaReferencesAsync(AtOnce, cancellationToken))
        {
            foreach (MediaRow row in (await _store.Reader.MediaNamedAsync(reference, cancellationToken)).Where(r => r.State is MediaState.Available or MediaState.Quarantined))
            {
                await ReconsiderAsync(row, cancellationToken);
            }

            await _store.WriteAsync(
                new StatementWork(Statements.SettleMediaReference, reference.Exchange, (long)reference.Place, Clock.Microseconds(_options.Time)), cancellationToken);
        }
    }

    private async Task ReconsiderAsync(MediaRow row, CancellationToken cancellationToken)
    {
        MediaDefinition media = _options.Workspace.Installation.Media!;
        long now = Clock.Microseconds(_options.Time);
        long until = row.Completed!.Value + Clock.Microseconds(media.KeepUnreferenced);
        MediaStanding standing = await _records.StandingAsync(row, cancellationToken);
        if (standing == MediaStanding.Erased || (standing == MediaStanding.Unreferenced && now >= until))
        {
            await _ends.EndAsync(row, standing == MediaStanding.Erased ? MediaEnd.WithRecord : MediaEnd.Unreferenced, null, null, cancellationToken);
            return;
        }

        long due = standing == MediaStanding.Unreferenced ? until : now + Clock.Microseconds(media.KeepUnreferenced);
        await PostponeAsync(row, due, cancellationToken);
    }

    private Task PostponeAsync(MediaRow row, long due, CancellationToken cancellationToken) =>
        _store.WriteAsync(new StatementWork(Statements.PostponeMedia, row.Id, due), cancellationToken);
}
