using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Reads objects' bytes. There is no other way to them, and it asks for a permit.</summary>
internal sealed class MediaContent(Store store, IMediaStore objects)
{
    /// <summary>Opens a stretch of an object.</summary>
    /// <param name="row">The object, whole.</param>
    /// <param name="from">Its first byte.</param>
    /// <param name="length">How many, at least one.</param>
    /// <param name="permit">The right to them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<MediaStretch> OpenAsync(MediaRow row, long from, long length, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ContentKey key = store.Keys.Find(row.Key) ?? throw Damaged("Its key is gone.");
        long first = from / SealedChunks.PlainSize;
        long place = first * SealedChunks.SealedSize;
        long end = (from + length - 1) / SealedChunks.PlainSize;
        long sealedEnd = Math.Min((end + 1) * SealedChunks.SealedSize, SealedChunks.FileSize(row.Size));
        try
        {
            return new MediaStretch(row, await objects.OpenAsync(row, place, sealedEnd - place, cancellationToken), key.Cipher(), from, length);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged("Its file is not there.");
        }
    }

    /// <summary>What is said when the bytes are not those that were stored.</summary>
    public static ProblemException Damaged(string cause) => new(new Problem(500, MediaProblems.Damaged, cause, "address: id"));
}
