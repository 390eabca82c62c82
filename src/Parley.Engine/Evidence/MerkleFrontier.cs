using System.Numerics;

namespace Parley.Engine.Evidence;

/// <summary>The right edge of a growing Merkle tree: all that is needed to go on and to say the root, some sixty hashes at most. Not for several threads.</summary>
public sealed class MerkleFrontier
{
    // _stack[i] is the root of a complete subtree; heights fall from left to right, one for each bit of the size.
    private readonly TreeHash[] _stack = new TreeHash[64];
    private int _count;

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf.</summary>
    public void Append(TreeHash leaf) => Append(leaf, []);

    /// <summary>Adds a leaf, and tells the roots of the full tiles that it completes, which would otherwise be hashed a second time.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="tiles">Takes the root of the tile of each level that is now full, lowest level first.</param>
    internal void Append(TreeHash leaf, Span<TreeHash> tiles) => AppendSubtree(0, leaf, tiles);

    /// <summary>Adds a complete subtree at the right; the size must be a multiple of its leaves.</summary>
    /// <param name="height">The subtree's height: 0 for a leaf, 8 for a full tile.</param>
    /// <param name="hash">Its root.</param>
    public void AppendSubtree(int height, TreeHash hash) => AppendSubtree(height, hash, []);

    /// <summary>The same, and tells the roots of the full tiles that it completes.</summary>
    /// <param name="height">The subtree's height, at most that of a tile.</param>
    /// <param name="hash">Its root.</param>
    /// <param name="tiles">Takes the root of the tile of each level that is now full, lowest level first.</param>
    internal void AppendSubtree(int height, TreeHash hash, Span<TreeHash> tiles)
    {
        if ((Size & ((1L << height) - 1)) != 0)
        {
            throw new ArgumentException("The tree's size is not a multiple of the subtree's.", nameof(height));
        }

        Note(height, hash, tiles);
        int at = height;
        for (long size = Size >> height; (size & 1) == 1; size >>= 1)
        {
            hash = TreeHash.Node(_stack[--_count], hash);
            Note(++at, hash, tiles);
        }

        _stack[_count++] = hash;
        Size += 1L << height;
    }

    private static void Note(int height, TreeHash hash, Span<TreeHash> tiles)
    {
        if (height > 0 && height % Tile.Height == 0 && height / Tile.Height <= tiles.Length)
        {
            tiles[(height / Tile.Height) - 1] = hash;
        }
    }

    /// <summary>The same tree, to go on with by itself.</summary>
    internal MerkleFrontier Copy()
    {
        MerkleFrontier copy = new() { Size = Size, _count = _count };
        _stack.AsSpan(0, _count).CopyTo(copy._stack);
        return copy;
    }

    /// <summary>The tree's root.</summary>
    public TreeHash Root()
    {
        if (_count == 0)
        {
            return TreeHash.Empty;
        }

        TreeHash root = _stack[_count - 1];
        for (int i = _count - 2; i >= 0; i--)
        {
            root = TreeHash.Node(_stack[i], root);
        }

        return root;
    }

    /// <summary>The largest power of two below a number of at least 2: where RFC 6962 splits a tree.</summary>
    internal static long Split(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));
}
