using System.Security.Cryptography;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>A stretch of an object, opened chunk by chunk as it is read.</summary>
internal sealed class MediaStretch(MediaRow row, Stream source, AesGcm cipher, long from, long length) : IDisposable
{
    private readonly byte[] _sealed = new byte[SealedChunks.SealedSize];
    private readonly byte[] _plain = new byte[SealedChunks.PlainSize];
    private long _at = from;
    private long _left = length;

    /// <summary>The next bytes, good until the next call; none at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        if (_left == 0)
        {
            return default;
        }

        long index = _at / SealedChunks.PlainSize;
        int size = (int)Math.Min(SealedChunks.PlainSize, row.Size - (index * SealedChunks.PlainSize));
        Memory<byte> chunk = _sealed.AsMemory(0, size + SealedChunks.Overhead);
        try
        {
            await source.ReadExactlyAsync(chunk, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            throw MediaContent.Damaged("Its file is shorter than it was.");
        }

        if (!SealedChunks.TryOpen(cipher, row.Id, index, chunk.Span, _plain))
        {
            throw MediaContent.Damaged("A part of its file is not as it was written.");
        }

        int skipped = (int)(_at % SealedChunks.PlainSize);
        int taken = (int)Math.Min(size - skipped, _left);
        (_at, _left) = (_at + taken, _left - taken);
        return _plain.AsMemory(skipped, taken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_plain);
        cipher.Dispose();
        source.Dispose();
    }
}
