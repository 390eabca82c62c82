using System.Buffers.Binary;
using System.Security.Cryptography;
using Parley.Engine.Formats;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>
/// A file that was sent, kept sealed piece by piece under the load's own key: what stands on the disk before it is loaded says no more than what stands in the
/// store after. Each piece carries its number, so that none can be put in another's place; a file that was cut off goes on at its last whole piece.
/// </summary>
internal static class SealedFile
{
    private const int Piece = 64 << 10;
    private const int Head = sizeof(long);
    private const int SealedPiece = Piece + Head + ContentKey.Overhead;

    /// <summary>How many bytes of a file that is still coming in are there.</summary>
    public static long ReceivedBytes(string path) => File.Exists(path) ? new FileInfo(path).Length / SealedPiece * Piece : 0;

    /// <summary>Takes in the rest of a file.</summary>
    /// <param name="path">Where it is kept.</param>
    /// <param name="key">The load's key.</param>
    /// <param name="body">What comes after what is there.</param>
    /// <param name="most">The most bytes that the whole may have.</param>
    /// <param name="cancellationToken">Ends it; whole pieces that came in stay.</param>
    /// <returns>The size of the whole.</returns>
    public static async Task<long> AppendAsync(string path, ContentKey key, Stream body, long most, CancellationToken cancellationToken)
    {
        await using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        long number = file.Length / SealedPiece;
        file.SetLength(number * SealedPiece);
        file.Position = file.Length;
        byte[] piece = new byte[Head + Piece];
        using AesGcm cipher = key.Cipher();
        for (; ; number++)
        {
            int length = await body.ReadAtLeastAsync(piece.AsMemory(Head), Piece, throwOnEndOfStream: false, cancellationToken);
            long size = (number * Piece) + length;
            if (size > most)
            {
                throw new ProblemException(new Problem(413, ServerIssues.TooLarge, $"A file to load has at most {most} bytes.", "body"));
            }

            if (length > 0)
            {
                BinaryPrimitives.WriteInt64LittleEndian(piece, number);
                await file.WriteAsync(key.Seal(cipher, SealedPlace.LoadFile, piece.AsSpan(0, Head + length)), cancellationToken);
            }

            if (length < Piece)
            {
                file.Flush(flushToDisk: true);
                CryptographicOperations.ZeroMemory(piece);
                return size;
            }
        }
    }

    /// <summary>Opens a file to be read from its beginning.</summary>
    public static Stream Open(string path, ContentKey key) => new Reader(File.OpenRead(path), key);

    private sealed class Reader(FileStream file, ContentKey key) : ForwardStream
    {
        private readonly byte[] _sealed = new byte[SealedPiece];
        private byte[] _piece = [];
        private int _at;
        private long _number;

        public override int Read(Span<byte> buffer)
        {
            if (_at == _piece.Length && !TryFill())
            {
                return 0;
            }

            int length = Math.Min(buffer.Length, _piece.Length - _at);
            _piece.AsSpan(_at, length).CopyTo(buffer);
            _at += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                CryptographicOperations.ZeroMemory(_piece);
                file.Dispose();
            }

            base.Dispose(disposing);
        }

        private bool TryFill()
        {
            int length = file.ReadAtLeast(_sealed, SealedPiece, throwOnEndOfStream: false);
            if (length == 0)
            {
                return false;
            }

            _piece = (length > ContentKey.Overhead + Head ? key.Open(SealedPlace.LoadFile, _sealed.AsSpan(0, length)) : null) ?? [];
            if (_piece.Length == 0 || BinaryPrimitives.ReadInt64LittleEndian(_piece) != _number)
            {
                throw new InvalidDataException("A piece of the file is not what was written.");
            }

            _number++;
            _at = Head;
            return true;
        }
    }
}
