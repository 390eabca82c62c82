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

    /// <summary>The bytes of a node, and of a key.</summary>
    public const int Size = 32;

    private static readonly byte[][] s_labels = ["\0"u8.ToArray(), "\u0001"u8.ToArray()];

    /// <summary>The lower (0) or upper (1) half of a node.</summary>
    public static void Child(ReadOnlySpan<byte> node, int half, Span<byte> child) => HMACSHA256.HashData(node, s_labels[half], child);

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
