using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Parley.Engine.Evidence;

/// <summary>One SHA-256 hash of a Merkle tree, held without an array: a leaf's (0x00 before the entry) or a node's (0x01 before both children), RFC 6962 section 2.1.</summary>
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private const int OnStack = 1024;
    private const int LeavesAtOnce = 64;

    [ThreadStatic]
    private static IncrementalHash? t_sha;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Takes the 32 bytes of a hash.</summary>
    /// <exception cref="ArgumentException">There are not 32.</exception>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("A hash has 32 bytes.", nameof(bytes));
        }

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static TreeHash Empty { get; } = new(SHA256.HashData([]));

    /// <summary>Whether two hashes are the same.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>Whether two hashes differ.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);

    /// <summary>The hash of a leaf.</summary>
    public static TreeHash Leaf(ReadOnlySpan<byte> entry)
    {
        byte[]? rented = null;
        Span<byte> input = entry.Length < OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        input[0] = 0;
        entry.CopyTo(input[1..]);
        Span<byte> hash = stackalloc byte[Size];
        Hash(input[..(entry.Length + 1)], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return new TreeHash(hash);
    }

    /// <summary>The hashes of many leaves, faster than one by one.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="leaves">Takes as many hashes.</param>
    public static void Leaves(ReadOnlySpan<ReadOnlyMemory<byte>> entries, Span<TreeHash> leaves)
    {
        Span<byte> hashes = stackalloc byte[LeavesAtOnce * Size];
        for (int first = 0; first < entries.Length; first += LeavesAtOnce)
        {
            ReadOnlySpan<ReadOnlyMemory<byte>> some = entries[first..Math.Min(first + LeavesAtOnce, entries.Length)];
            ManyHashes.Hash(some, [0], hashes);
            for (int i = 0; i < some.Length; i++)
            {
                leaves[first + i] = new TreeHash(hashes.Slice(i * Size, Size));
            }
        }
    }

    /// <summary>The hash of a node.</summary>
    public static TreeHash Node(TreeHash left, TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Size)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        Span<byte> hash = stackalloc byte[Size];
        Hash(input, hash);
        return new TreeHash(hash);
    }

    /// <summary>The root over a complete subtree, each level hashed together.</summary>
    /// <param name="leaves">The hashes of its lowest level, 32 bytes each, as many as a power of two.</param>
    internal static TreeHash Subtree(ReadOnlyMemory<byte> leaves)
    {
        int width = leaves.Length / Size;
        byte[] below = ArrayPool<byte>.Shared.Rent(leaves.Length);
        byte[] above = ArrayPool<byte>.Shared.Rent(leaves.Length);
        ReadOnlyMemory<byte>[] pairs = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(width);
        leaves.CopyTo(below);
        for (int count = width / 2; count > 0; count /= 2)
        {
            for (int i = 0; i < count; i++)
            {
                pairs[i] = below.AsMemory(i * 2 * Size, 2 * Size);
            }

            ManyHashes.Hash(pairs.AsSpan(0, count), [1], above);
            (below, above) = (above, below);
        }

        TreeHash root = new(below.AsSpan(0, Size));
        ArrayPool<byte>.Shared.Return(below);
        ArrayPool<byte>.Shared.Return(above);
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(pairs, clearArray: true);
        return root;
    }

    // What is hashed is short and there is much of it: the framework's one-shot hashing sets itself up anew each time, a fifth of the cost.
    private static void Hash(ReadOnlySpan<byte> input, Span<byte> hash)
    {
        IncrementalHash sha = t_sha ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(input);
        sha.GetHashAndReset(hash);
    }

    /// <summary>Reads 44 characters of base 64.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TreeHash hash)
    {
        hash = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length != 44 || !Convert.TryFromBase64Chars(text, bytes, out int written) || written != Size)
        {
            return false;
        }

        hash = new TreeHash(bytes);

        // The last character has two bits to spare; a second spelling of one hash is refused, so that no byte of a file can change unnoticed.
        return text.SequenceEqual(hash.ToString());
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _d);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(TreeHash other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _a.GetHashCode();

    /// <summary>The hash in base 64.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }
}
