using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Parley.Engine.Evidence;

/// <summary>
/// SHA-256 (FIPS 180-4, section 6.2) of many short inputs at once, eight side by side in the lanes of a vector: what a processor without instructions of its own for
/// SHA-256 does several times as fast as one after the other. The same hashes as the framework's, which it leaves single inputs to.
/// </summary>
public static class ManyHashes
{
    private const int Lanes = 8;
    private const int Block = 64;
    private const int Words = Block / sizeof(uint);
    private const int LengthBytes = sizeof(ulong);

    // FIPS 180-4, section 4.2.2.
    private static readonly uint[] s_constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // FIPS 180-4, section 5.3.3.
    private static readonly uint[] s_initial = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Hashes each of some inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="prefix">Bytes that are hashed before each of them; at most a block.</param>
    /// <param name="hashes">Takes the 32 bytes of each hash, one after the other.</param>
    /// <exception cref="ArgumentException">There is no room for all, or the prefix is longer than a block.</exception>
    public static void Hash(ReadOnlySpan<ReadOnlyMemory<byte>> inputs, ReadOnlySpan<byte> prefix, Span<byte> hashes)
    {
        if (hashes.Length < inputs.Length * TreeHash.Size || prefix.Length > Block)
        {
            throw new ArgumentException("There is no room for all hashes, or the prefix is longer than a block.", nameof(hashes));
        }

        int done = 0;
        for (; Vector256.IsHardwareAccelerated && inputs.Length - done >= Lanes / 2; done += Lanes)
        {
            int count = Math.Min(Lanes, inputs.Length - done);
            HashLanes(inputs.Slice(done, count), prefix, hashes[(done * TreeHash.Size)..]);
        }

        for (; done < inputs.Length; done++)
        {
            HashOne(inputs[done].Span, prefix, hashes.Slice(done * TreeHash.Size, TreeHash.Size));
        }
    }

    private static void HashOne(ReadOnlySpan<byte> input, ReadOnlySpan<byte> prefix, Span<byte> hash)
    {
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(prefix);
        sha.AppendData(input);
        sha.GetHashAndReset(hash);
    }

    private static int BlocksOf(int bytes) => ((bytes + LengthBytes) / Block) + 1;

    private static void HashLanes(ReadOnlySpan<ReadOnlyMemory<byte>> inputs, ReadOnlySpan<byte> prefix, Span<byte> hashes)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Lanes];
        for (int i = 0; i < Lanes; i++)
        {
            state[i] = Vector256.Create(s_initial[i]);
        }

        Span<byte> block = stackalloc byte[Block];
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[Words];
        Span<uint> flat = MemoryMarshal.Cast<Vector256<uint>, uint>(words);
        for (int number = 0, left = inputs.Length; left > 0; number++)
        {
            for (int lane = 0; lane < inputs.Length; lane++)
            {
                ReadOnlySpan<byte> input = inputs[lane].Span;
                if (number < BlocksOf(prefix.Length + input.Length))
                {
                    Spread(Take(input, prefix, number, block), flat, lane);
                }
            }

            Compress(state, words);
            for (int lane = 0; lane < inputs.Length; lane++)
            {
                if (number == BlocksOf(prefix.Length + inputs[lane].Length) - 1)
                {
                    Write(state, lane, hashes.Slice(lane * TreeHash.Size, TreeHash.Size));
                    left--;
                }
            }
        }
    }

    /// <summary>A block of an input with its prefix before it and its padding behind (FIPS 180-4, section 5.1.1); put together in <paramref name="room"/> unless it lies in the input as it is.</summary>
    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> input, ReadOnlySpan<byte> prefix, int number, Span<byte> room)
    {
        int start = (number * Block) - prefix.Length;
        if (start >= 0 && start + Block <= input.Length)
        {
            return input.Slice(start, Block);
        }

        room.Clear();
        int at = Math.Max(0, -start);
        prefix[^at..].CopyTo(room);
        int from = Math.Max(0, start);
        input[Math.Min(from, input.Length)..Math.Clamp(from + Block - at, 0, input.Length)].CopyTo(room[at..]);
        int end = prefix.Length + input.Length - (number * Block);
        if (end is >= 0 and < Block)
        {
            room[end] = 0x80;
        }

        if (number == BlocksOf(prefix.Length + input.Length) - 1)
        {
            BinaryPrimitives.WriteUInt64BigEndian(room[^LengthBytes..], 8UL * (ulong)(prefix.Length + input.Length));
        }

        return room;
    }

    private static void Spread(ReadOnlySpan<byte> block, Span<uint> words, int lane)
    {
        ReadOnlySpan<uint> own = MemoryMarshal.Cast<byte, uint>(block);
        for (int i = 0; i < own.Length; i++)
        {
            words[(i * Lanes) + lane] = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(own[i]) : own[i];
        }
    }

    private static void Write(ReadOnlySpan<Vector256<uint>> state, int lane, Span<byte> hash)
    {
        for (int i = 0; i < Lanes; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(i * sizeof(uint))..], state[i].GetElement(lane));
        }
    }

    // FIPS 180-4, section 6.2.2, in all lanes.
    private static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> words)
    {
        (Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d) = (state[0], state[1], state[2], state[3]);
        (Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, Vector256<uint> h) = (state[4], state[5], state[6], state[7]);
        for (int t = 0; t < s_constants.Length; t++)
        {
            ref Vector256<uint> word = ref words[t & (Words - 1)];
            if (t >= Words)
            {
                Vector256<uint> two = words[(t - 2) & (Words - 1)];
                Vector256<uint> fifteen = words[(t - 15) & (Words - 1)];
                word += (Turn(fifteen, 7) ^ Turn(fifteen, 18) ^ (fifteen >>> 3)) + words[(t - 7) & (Words - 1)] + (Turn(two, 17) ^ Turn(two, 19) ^ (two >>> 10));
            }

            Vector256<uint> one = h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + (g ^ (e & (f ^ g))) + Vector256.Create(s_constants[t]) + word;
            Vector256<uint> other = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) | (c & (a | b)));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + one, c, b, a, one + other);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Turn(Vector256<uint> value, [ConstantExpected] byte bits) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value, bits) : (value >>> bits) | (value << (32 - bits));
}
