using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// Finds objects of an S3-compatible store that no row names, and puts them aside there as <see cref="MediaSweep"/> does with files; after <c>keep-unreferenced</c> they go. It
/// looks under the installation's own prefix alone, and without one not at all: the rest of a bucket may be somebody else's.
/// </summary>
internal sealed class BucketSweep(S3Store bucket, UploadTable table, Store store, ServerOptions options, ILogger<BucketSweep> log)
{
    private const string AsideFolder = "aside/";

    private long _aside;

    /// <summary>How many objects are put aside.</summary>
    public long Aside => Volatile.Read(ref _aside);

    /// <summary>Looks at the objects whose hashes begin so; a store that cannot be reached is looked at the next time.</summary>
    /// <param name="part">The first two digits of the hashes.</param>
    /// <param name="expire">Whether to delete what has been aside for long enough.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task LookAsync(string part, bool expire, CancellationToken cancellationToken)
    {
        try
        {
            if (expire)
            {
                await ExpireAsync(cancellationToken);
            }

            DateTimeOffset before = options.Time.GetUtcNow() - MediaSweep.Settled;
            await foreach ((string name, DateTimeOffset modified) in bucket.ListAsync($"{part}/", cancellationToken))
            {
                if (modified < before && MediaSweep.IdOf(name) is long id && !await MediaSweep.IsNamedAsync(store, id, name, cancellationToken))
                {
                    await PutAsideAsync(id, name, cancellationToken);
                }
            }
        }
        catch (Exception failure) when (failure is StoreUnavailableException or HttpRequestException)
        {
            Log.MediaBucketNotSwept(log, failure);
        }
    }

    private Task PutAsideAsync(long id, string name, CancellationToken cancellationToken)
    {
        return MediaSweep.WhenUnnamedAsync(table, store, id, name, MoveAsync, cancellationToken);

        async Task MoveAsync()
        {
            string aside = AsideFolder + Path.GetFileName(name);
            await bucket.MoveAsync(name, aside, cancellationToken);
            Interlocked.Increment(ref _aside);
            Log.MediaPutAside(log, PublicId.Media(id), aside);
        }
    }

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset before = options.Time.GetUtcNow() - options.Workspace.Installation.Media!.KeepUnreferenced;
        List<string> due = [];
        long left = 0;
        await foreach ((string name, DateTimeOffset modified) in bucket.ListAsync(AsideFolder, cancellationToken))
        {
            if (modified >= before || MediaSweep.IdOf(name) is null)
            {
                left++;
            }
            else
            {
                due.Add(name);
            }
        }

        foreach (string name in due)
        {
            await bucket.DeleteAsync(name, cancellationToken);
        }

        Volatile.Write(ref _aside, left);
        if (due.Count > 0)
        {
            Log.MediaAsideDeleted(log, due.Count);
        }
    }
}
