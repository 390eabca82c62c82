using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Whether a finished object is kept: as long as a record refers to it, and for a while when none has yet.</summary>
internal sealed class MediaReview(Store store, MediaRecords records, MediaEnds ends, MediaAgenda agenda, ServerOptions options)
{
    private TimeSpan KeepUnreferenced => options.Workspace.Installation.Media!.KeepUnreferenced;

    /// <summary>Reviews what records that have been erased referred to.</summary>
    public async Task ReviewErasedAsync(CancellationToken cancellationToken)
    {
        await records.CatchUpAsync(cancellationToken);
        foreach (MediaReference reference in await store.Reader.ErasedMediaReferencesAsync(MediaAgenda.AtOnce, cancellationToken))
        {
            foreach (MediaRow row in (await store.Reader.MediaNamedAsync(reference, cancellationToken)).Where(r => r.State is MediaState.Available or MediaState.Quarantined))
            {
                await ReviewAsync(row, cancellationToken);
            }

            await store.WriteAsync(
                new StatementWork(Statements.SettleMediaReference, reference.Exchange, (long)reference.Place, Clock.Microseconds(options.Time)), cancellationToken);
        }
    }

    /// <summary>Erases an object that is no longer to be kept, or says when it is reviewed next.</summary>
    public async Task ReviewAsync(MediaRow row, CancellationToken cancellationToken)
    {
        MediaStanding standing = await records.StandingAsync(row, cancellationToken);
        TimeSpan left = standing == MediaStanding.Unreferenced ? Clock.Moment(row.Completed!.Value) + KeepUnreferenced - options.Time.GetUtcNow() : KeepUnreferenced;
        if (standing == MediaStanding.Erased)
        {
            await ends.EndAsync(row, MediaEnd.WithRecord, null, null, cancellationToken);
        }
        else if (left <= TimeSpan.Zero)
        {
            await ends.EndAsync(row, MediaEnd.Unreferenced, null, null, cancellationToken);
        }
        else
        {
            await agenda.PostponeAsync(row, left, cancellationToken);
        }
    }
}
