using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Server.Storage;

/// <summary>The key of one exchange's content. What it seals carries its number, a nonce drawn for it alone, and a tag.</summary>
/// <param name="number">Its number in the tree of keys.</param>
/// <param name="value">Its 32 bytes.</param>
internal sealed class ContentKey(long number, byte[] value)
{
    private const int NumberSize = sizeof(long);
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>How many bytes longer sealed content is.</summary>
    public const int Overhead = NumberSize + NonceSize + TagSize;

    private const int NoncesAtOnce = 128;

    [ThreadStatic]
    private static byte[]? t_nonces;

    [ThreadStatic]
    private static int t_nextNonce;

    /// <summary>Its number.</summary>
    public long Number => number;

    /// <summary>The cipher under this key; for one thread, to be disposed of.</summary>
    public AesGcm Cipher() => new(value, TagSize);

    /// <summary>Seals what belongs in one kind of place; opened as another kind it does not open.</summary>
    public byte[] Seal(AesGcm cipher, SealedPlace place, ReadOnlySpan<byte> plain)
    {
        byte[] result = new byte[plain.Length + Overhead];
        BinaryPrimitives.WriteInt64BigEndian(result, number);
        Span<byte> nonce = result.AsSpan(NumberSize, NonceSize);
        DrawNonce(nonce);
        cipher.Encrypt(
            nonce, plain, result.AsSpan(NumberSize + NonceSize, plain.Length), result.AsSpan(result.Length - TagSize), [(byte)place]);
        return result;
    }

    /// <summary>The same, once.</summary>
    public byte[] Seal(SealedPlace place, ReadOnlySpan<byte> plain)
    {
        using AesGcm cipher = Cipher();
        return Seal(cipher, place, plain);
    }

    /// <summary>What was sealed under this key; null when it was sealed under another of the same number or has been changed.</summary>
    public byte[]? Open(SealedPlace place, ReadOnlySpan<byte> sealedBytes)
    {
        byte[] plain = new byte[sealedBytes.Length - Overhead];
        using AesGcm cipher = Cipher();
        try
        {
            cipher.Decrypt(
                sealedBytes.Slice(NumberSize, NonceSize), sealedBytes[(NumberSize + NonceSize)..^TagSize], sealedBytes[^TagSize..], plain, [(byte)place]);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The number of the key that something was sealed under; null when it is too short to be sealed.</summary>
    public static long? NumberOf(ReadOnlySpan<byte> sealedBytes) =>
        sealedBytes.Length < Overhead ? null : BinaryPrimitives.ReadInt64BigEndian(sealedBytes);

    /// <summary>Nonces are random: one exchange seals a few values under its key, and 2^32 would be needed for a collision to be likely.</summary>
    private static void DrawNonce(Span<byte> nonce)
    {
        byte[] pool = t_nonces ??= new byte[NoncesAtOnce * NonceSize];
        if (t_nextNonce % NoncesAtOnce == 0)
        {
            RandomNumberGenerator.Fill(pool);
            t_nextNonce = 0;
        }

        pool.AsSpan(t_nextNonce++ * NonceSize, NonceSize).CopyTo(nonce);
    }
}
