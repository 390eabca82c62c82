using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// Finds files of the media folder that no row of the store names: what a crash, a full disk or a store put back from a backup left behind. They are put aside, not deleted:
/// were it the store that is wrong, the files are still there. After <c>keep-unreferenced</c> they go. A 256th of the folder is looked at each time.
/// </summary>
/// <remarks>What is in an S3-compatible store under a prefix of the installation's own is looked at in the same way (<see cref="BucketSweep"/>).</remarks>
internal sealed class MediaSweep(MediaFolder folder, UploadTable table, Store store, ServerOptions options, ILogger<MediaSweep> log, BucketSweep? bucket = null) : IGaugeSource
{
    private const int Parts = 256;

    // Far longer than between a file's making and the transaction that counts it.
    internal static readonly TimeSpan Settled = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private int _next;
    private long? _last;
    private long _aside;
    private List<(MediaState State, long Count, long Bytes)> _counts = [];

    /// <summary>Looks at the next part of the folder, and counts, unless that was done less than a minute ago.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        long now = options.Time.GetTimestamp();
        if (_last is long last && options.Time.GetElapsedTime(last, now) < s_every)
        {
            return;
        }

        _last = now;
        await NextAsync(cancellationToken);
    }

    /// <summary>Looks at the whole folder.</summary>
    public async Task AllAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < Parts; i++)
        {
            await NextAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        List<(MediaState State, long Count, long Bytes)> counts = Volatile.Read(ref _counts);
        (MediaState State, long Count, long Bytes)[] whole = [.. counts.Where(c => c.State is MediaState.Available or MediaState.Waiting or MediaState.Quarantined)];
        yield return ("parley_media_objects", "Objects whose bytes are all there.", "", whole.Sum(c => c.Count));
        yield return ("parley_media_bytes", "Their bytes.", "", whole.Sum(c => c.Bytes));
        yield return ("parley_media_quarantined", "Objects in which the scanner found something.", "", CountOf(MediaState.Quarantined));
        yield return ("parley_media_scans_waiting", "Objects that wait to be put in their place and scanned.", "", CountOf(MediaState.Waiting));
        yield return ("parley_media_uploads_open", "Uploads that are not finished.", "", CountOf(MediaState.Uploading));
        yield return ("parley_media_files_aside", "Files that no row of the store names, put aside.", "", Volatile.Read(ref _aside) + (bucket?.Aside ?? 0));

        long CountOf(MediaState state) => counts.Where(c => c.State == state).Sum(c => c.Count);
    }

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _counts, await store.Reader.MediaCountsAsync(cancellationToken));
        if (_next == 0)
        {
            await LookAsync(folder.Uploads, cancellationToken);
            Expire();
        }

        string part = _next.ToString("x2", CultureInfo.InvariantCulture);
        await LookAsync(Path.Combine(folder.Root, part), cancellationToken);
        await (bucket?.LookAsync(part, _next == 0, cancellationToken) ?? Task.CompletedTask);
        _next = (_next + 1) % Parts;
    }

    /// <summary>Whether a row of the store names a file.</summary>
    public static async Task<bool> IsNamedAsync(Store store, long id, string file, CancellationToken cancellationToken)
    {
        if (await store.Reader.MediaAsync(id, cancellationToken) is not { Ended: null } row)
        {
            return false;
        }

        bool isUpload = file.EndsWith(MediaFolder.Unfinished, StringComparison.Ordinal);
        return row.State is MediaState.Refused or MediaState.Erased
            || (isUpload ? row.State is MediaState.Uploading or MediaState.Waiting : row.IsWhole && Path.GetFileName(file) == Path.GetFileName(MediaFolder.NameOf(row)));
    }

    /// <summary>Does something with a file that no row names. Who writes to it now holds it, and nothing is done; who begins to write finds it held.</summary>
    public static async Task WhenUnnamedAsync(UploadTable table, Store store, long id, string file, Func<Task> act, CancellationToken cancellationToken)
    {
        if (!table.TryEnter(id))
        {
            return;
        }

        try
        {
            if (!await IsNamedAsync(store, id, file, cancellationToken))
            {
                await act();
            }
        }
        finally
        {
            table.Leave(id);
        }
    }

    /// <summary>The object that a file is named after; null when it is not named as the server names files.</summary>
    public static long? IdOf(string file)
    {
        string name = Path.GetFileName(file);
        string id = name.EndsWith(MediaFolder.Unfinished, StringComparison.Ordinal) ? name[..^MediaFolder.Unfinished.Length] : Path.GetExtension(name).TrimStart('.');
        return PublicId.TryParse('o', id, out long key) ? key : null;
    }

    private async Task LookAsync(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        DateTime before = options.Time.GetUtcNow().UtcDateTime - Settled;
        foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            // What is not named as the server names files is not the server's.
            if (File.GetLastWriteTimeUtc(file) < before && IdOf(file) is long id && !await IsNamedAsync(store, id, file, cancellationToken))
            {
                await PutAsideAsync(id, file, cancellationToken);
            }
        }
    }

    private async Task PutAsideAsync(long id, string file, CancellationToken cancellationToken)
    {
        try
        {
            await WhenUnnamedAsync(table, store, id, file, MoveAsync, cancellationToken);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // An end was finished meanwhile.
        }

        Task MoveAsync()
        {
            string aside = folder.Aside(Path.GetFileName(file));
            File.Move(file, aside, overwrite: true);
            File.SetLastWriteTimeUtc(aside, options.Time.GetUtcNow().UtcDateTime);
            Interlocked.Increment(ref _aside);
            Log.MediaPutAside(log, PublicId.Media(id), aside);
            return Task.CompletedTask;
        }
    }

    private void Expire()
    {
        MediaDefinition media = options.Workspace.Installation.Media!;
        DateTime before = options.Time.GetUtcNow().UtcDateTime - media.KeepUnreferenced;
        long left = 0;
        long deleted = 0;
        foreach (string file in folder.FilesAside())
        {
            if (File.GetLastWriteTimeUtc(file) < before)
            {
                File.Delete(file);
                deleted++;
            }
            else
            {
                left++;
            }
        }

        Volatile.Write(ref _aside, left);
        if (deleted > 0)
        {
            Log.MediaAsideDeleted(log, deleted);
        }
    }
}
