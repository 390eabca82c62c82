using System.Security.Cryptography;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// One upload being written: whole chunks go to its file, what comes after the last of them is kept here and, sealed, in its row. Only what the row says is
/// received; whatever stands in the file beyond is written over.
/// </summary>
/// <remarks>Used by one request at a time.</remarks>
internal sealed class UploadFile : IDisposable
{
    private readonly MediaRow _row;
    private readonly AesGcm _cipher;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash;
    private readonly Action<ReadOnlySpan<byte>> _check;
    private readonly byte[] _chunk = new byte[SealedChunks.PlainSize];
    private readonly byte[] _sealed = new byte[SealedChunks.SealedSize];
    private int _length;

    private UploadFile(MediaRow row, AesGcm cipher, FileStream file, IncrementalHash hash, Action<ReadOnlySpan<byte>> check) =>
        (_row, _cipher, _file, _hash, _check, Received) = (row, cipher, file, hash, check, row.Received);

    /// <summary>How many bytes it has, durable or not.</summary>
    public long Received { get; private set; }

    /// <summary>How many more it takes.</summary>
    public long Missing => _row.Size - Received;

    /// <summary>Opens the file of an upload where its row says that it stands.</summary>
    /// <param name="row">The upload.</param>
    /// <param name="key">Its key.</param>
    /// <param name="path">Its file.</param>
    /// <param name="hash">The hash of all that was received, as it goes on; null to read it again, as after a crash.</param>
    /// <param name="check">Asked once with the object's first bytes, at most a chunk; throws to refuse it.</param>
    public static UploadFile Open(MediaRow row, ContentKey key, string path, IncrementalHash? hash, Action<ReadOnlySpan<byte>> check)
    {
        FileStream file = OwnerFile.Open(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
        });
        UploadFile upload = new(row, key.Cipher(), file, hash ?? IncrementalHash.CreateHash(HashAlgorithmName.SHA256), check);
        try
        {
            upload.Resume(hash is null);
            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    /// <summary>Takes bytes; not more than are <see cref="Missing"/>.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, Missing);
        _hash.AppendData(bytes);
        while (!bytes.IsEmpty)
        {
            int taken = Math.Min(bytes.Length, _chunk.Length - _length);
            bytes[..taken].CopyTo(_chunk.AsSpan(_length));
            bytes = bytes[taken..];
            (_length, Received) = (_length + taken, Received + taken);
            if (_length == _chunk.Length || Missing == 0)
            {
                WriteChunk();
            }
        }
    }

    /// <summary>Returns once all whole chunks are on the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <summary>What comes after the last whole chunk, sealed; null when nothing does.</summary>
    public byte[]? Tail()
    {
        if (_length == 0)
        {
            return null;
        }

        byte[] tail = new byte[_length + SealedChunks.Overhead];
        SealedChunks.Seal(_cipher, _row.Id, Received / SealedChunks.PlainSize, _chunk.AsSpan(0, _length), tail);
        return tail;
    }

    /// <summary>The hash of all that was received; not disposed of with the file.</summary>
    public IncrementalHash Hash => _hash;

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_chunk);
        _cipher.Dispose();
        _file.Dispose();
    }

    private static ProblemException Damaged() => new(new Problem(500, MediaProblems.Damaged, "What was received before is not there as it was written.", "address: id"));

    private void WriteChunk()
    {
        long index = (Received - 1) / SealedChunks.PlainSize;
        if (index == 0)
        {
            _check(_chunk.AsSpan(0, _length));
        }

        int length = SealedChunks.Seal(_cipher, _row.Id, index, _chunk.AsSpan(0, _length), _sealed);
        _file.Write(_sealed, 0, length);
        _length = 0;
    }

    private void Resume(bool readAgain)
    {
        long chunks = _row.Received / SealedChunks.PlainSize;
        if (_file.Length < chunks * SealedChunks.SealedSize)
        {
            throw Damaged();
        }

        for (long index = 0; readAgain && index < chunks; index++)
        {
            _file.ReadExactly(_sealed);
            if (!SealedChunks.TryOpen(_cipher, _row.Id, index, _sealed, _chunk))
            {
                throw Damaged();
            }

            _hash.AppendData(_chunk);
        }

        _file.Position = chunks * SealedChunks.SealedSize;
        _file.SetLength(_file.Position);
        _length = (int)(_row.Received % SealedChunks.PlainSize);
        if (_length > 0 && (_row.Tail?.Length != _length + SealedChunks.Overhead || !SealedChunks.TryOpen(_cipher, _row.Id, chunks, _row.Tail, _chunk)))
        {
            throw Damaged();
        }

        if (readAgain)
        {
            _hash.AppendData(_chunk.AsSpan(0, _length));
        }
    }
}
