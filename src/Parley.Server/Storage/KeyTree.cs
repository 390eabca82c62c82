using System.Security.Cryptography;

namespace Parley.Server.Storage;

/// <summary>
/// The tree of Goldreich, Goldwasser and Micali over HMAC-SHA256: a seed covers 65,536 numbers, each level halves the range, a leaf is one
/// number's key. Nodes lead down and never up, so that the siblings along a leaf's way give every other key and not that one.
/// </summary>
internal static class KeyTree
{
    /// <summary>How many levels stand between a seed and its keys.</summary>
    public const int Levels = 16;

    /// <summary>How many numbers one seed covers.</summary>
    public const long BlockSize = 1L << Levels;

    /// <summary>The level of the nodes that runs of new numbers come from: 64 numbers each.</summary>
    public const int RunLevel = Levels - 6;

    /// <summary>The bytes of a node, and of a key.</summary>
    public const int Size = 32;

    private const int BlockBytes = 64;

    [ThreadStatic]
    private static IncrementalHash? t_sha;

    /// <summary>The lower (0) or upper (1) half of a node.</summary>
    /// <remarks>HMAC of its two hashes (RFC 2104): the framework's sets a keyed context up anew for each node, which costs twice as much, and each exchange needs two.</remarks>
    public static void Child(ReadOnlySpan<byte> node, int half, Span<byte> child)
    {
        IncrementalHash sha = t_sha ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> inner = stackalloc byte[BlockBytes + 1];
        Span<byte> outer = stackalloc byte[BlockBytes + Size];
        for (int i = 0; i < BlockBytes; i++)
        {
            byte key = i < Size ? node[i] : (byte)0;
            inner[i] = (byte)(key ^ 0x36);
            outer[i] = (byte)(key ^ 0x5c);
        }

        inner[BlockBytes] = (byte)half;
        sha.AppendData(inner);
        sha.GetHashAndReset(outer[BlockBytes..]);
        sha.AppendData(outer);
        sha.GetHashAndReset(child);
        CryptographicOperations.ZeroMemory(inner);
        CryptographicOperations.ZeroMemory(outer);
    }

    /// <summary>Which half of the node above it a number's node at a level is.</summary>
    public static int Half(long number, int level) => (int)(number >> (Levels - level)) & 1;

    /// <summary>What stays of a node when one number below it is taken out: the sibling at each level of its way.</summary>
    public static List<KeyNode> Without(KeyNode node, long number)
    {
        List<KeyNode> kept = [];
        byte[] current = node.Value.ToArray();
        for (int level = node.Level + 1; level <= Levels; level++)
        {
            int half = Half(number, level);
            byte[] sibling = new byte[Size];
            Child(current, 1 - half, sibling);
            long width = 1L << (Levels - level);
            kept.Add(new KeyNode(((number >> (Levels - level)) ^ 1) * width, level, sibling));
            Child(current, half, current);
        }

        CryptographicOperations.ZeroMemory(current);
        return kept;
    }
}
