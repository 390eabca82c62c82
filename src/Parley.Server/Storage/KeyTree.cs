using System.Security.Cryptography;

namespace Parley.Server.Storage;

/// <summary>
/// The tree of Goldreich, Goldwasser and Micali over SHA-512, which makes both children of a node at once: a seed covers 65,536 numbers, each level
/// halves the range, a leaf is one number's key. Nodes lead down and never up, so that the siblings along a leaf's way give every other key and not that one.
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

    /// <summary>Both halves of a node, the lower before the upper.</summary>
    /// <param name="node"><see cref="Size"/> bytes, always as many: a hash of fixed length needs no key beside the node.</param>
    /// <param name="children">Takes twice <see cref="Size"/> bytes; may not overlap the node.</param>
    public static void Children(ReadOnlySpan<byte> node, Span<byte> children) => SHA512.HashData(node, children);

    /// <summary>Which half of the node above it a number's node at a level is.</summary>
    public static int Half(long number, int level) => (int)(number >> (Levels - level)) & 1;

    /// <summary>What stays of a node when one number below it is taken out: the sibling at each level of its way.</summary>
    public static List<KeyNode> Without(KeyNode node, long number)
    {
        List<KeyNode> kept = [];
        byte[] current = node.Value.ToArray();
        Span<byte> children = stackalloc byte[2 * Size];
        for (int level = node.Level + 1; level <= Levels; level++)
        {
            Children(current, children);
            int half = Half(number, level);
            long width = 1L << (Levels - level);
            kept.Add(new KeyNode(((number >> (Levels - level)) ^ 1) * width, level, children.Slice((1 - half) * Size, Size).ToArray()));
            children.Slice(half * Size, Size).CopyTo(current);
        }

        CryptographicOperations.ZeroMemory(current);
        CryptographicOperations.ZeroMemory(children);
        return kept;
    }
}
