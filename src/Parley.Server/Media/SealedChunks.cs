using System.Buffers.Binary;
using System.Security.Cryptography;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// How an object's bytes stand in a file (ADR 0023): chunk after chunk of 64 KiB, each sealed by AES-256-GCM under the object's key as nonce (12 bytes, random),
/// ciphertext and tag (16 bytes). What is authenticated beside is the object's key and the chunk's number, so that no chunk can stand for another; where the
/// last chunk ends, the size in the store says.
/// </summary>
internal static class SealedChunks
{
    /// <summary>The bytes of a whole chunk.</summary>
    public const int PlainSize = 64 * 1024;

    /// <summary>What sealing adds.</summary>
    public const int Overhead = NonceSize + TagSize;

    /// <summary>The bytes of a whole chunk, sealed.</summary>
    public const int SealedSize = PlainSize + Overhead;

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int PlaceSize = 1 + (2 * sizeof(long));

    /// <summary>The size of a file that holds an object.</summary>
    public static long FileSize(long size) => (size / PlainSize * SealedSize) + (size % PlainSize is > 0 and long rest ? rest + Overhead : 0);

    /// <summary>Seals a chunk.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Seal(AesGcm cipher, long media, long index, ReadOnlySpan<byte> plain, Span<byte> sealedChunk)
    {
        Span<byte> place = stackalloc byte[PlaceSize];
        Place(place, media, index);
        RandomNumberGenerator.Fill(sealedChunk[..NonceSize]);
        cipher.Encrypt(
            sealedChunk[..NonceSize], plain, sealedChunk.Slice(NonceSize, plain.Length), sealedChunk.Slice(NonceSize + plain.Length, TagSize), place);
        return plain.Length + Overhead;
    }

    /// <summary>Opens a chunk.</summary>
    /// <returns>False when it is not the one that was sealed there.</returns>
    public static bool TryOpen(AesGcm cipher, long media, long index, ReadOnlySpan<byte> sealedChunk, Span<byte> plain)
    {
        Span<byte> place = stackalloc byte[PlaceSize];
        Place(place, media, index);
        try
        {
            cipher.Decrypt(sealedChunk[..NonceSize], sealedChunk[NonceSize..^TagSize], sealedChunk[^TagSize..], plain[..(sealedChunk.Length - Overhead)], place);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static void Place(Span<byte> place, long media, long index)
    {
        place[0] = (byte)SealedPlace.MediaChunk;
        BinaryPrimitives.WriteInt64BigEndian(place[1..], media);
        BinaryPrimitives.WriteInt64BigEndian(place[(1 + sizeof(long))..], index);
    }
}
