using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Operations;

/// <summary>
/// SipHash-2-4 (Aumasson and Bernstein, INDOCRYPT 2012): 64 bits by which equal texts are found, and from which nobody without the key can tell or guess
/// a text. Made for short texts: an exchange has ten of them, and HMAC costs thirty times as much for each. Safe for many threads.
/// </summary>
internal sealed class KeyedHash
{
    private const int OnStack = 512;

    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <summary>Takes a key of any length; what is used is derived from it (HMAC-SHA-256, the first 16 bytes), so that one secret can serve several uses.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="use">What it is used for here.</param>
    public KeyedHash(ReadOnlySpan<byte> secret, string use)
        : this(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(use)).AsSpan(0, 2 * sizeof(ulong)))
    {
    }

    /// <summary>Takes a key of 16 bytes as it is.</summary>
    internal KeyedHash(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, 2 * sizeof(ulong));
        _key0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _key1 = BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..]);
    }

    /// <summary>The hash of texts in their order; none may hold a zero character but the last.</summary>
    public ulong Of(params ReadOnlySpan<string> parts)
    {
        int most = parts.Length;
        foreach (string part in parts)
        {
            most += Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        byte[]? rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[OnStack];
        int length = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                bytes[length++] = 0;
            }

            length += Encoding.UTF8.GetBytes(parts[i], bytes[length..]);
        }

        ulong hash = Of(bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        return hash;
    }

    /// <summary>The hash of bytes.</summary>
    public ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong v0 = _key0 ^ 0x736f6d6570736575;
        ulong v1 = _key1 ^ 0x646f72616e646f6d;
        ulong v2 = _key0 ^ 0x6c7967656e657261;
        ulong v3 = _key1 ^ 0x7465646279746573;
        ulong last = (ulong)bytes.Length << 56;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            last |= (ulong)bytes[i] << (8 * i);
        }

        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
