namespace Parley.Engine.Evidence;

/// <summary>A row of hashes that lie side by side in the tree (C2SP tlog-tiles): 256 when full, fewer at the right edge.</summary>
/// <param name="Level">0 for leaves; each hash of level L + 1 is the root of a full tile of level L.</param>
/// <param name="Number">Its place in its level, from 0.</param>
/// <param name="Hashes">The hashes one after another, 32 bytes each.</param>
public sealed record Tile(int Level, long Number, byte[] Hashes)
{
    /// <summary>The tree's levels in one tile.</summary>
    public const int Height = 8;

    /// <summary>The hashes of a full tile.</summary>
    public const int FullWidth = 1 << Height;

    /// <summary>How many hashes it has.</summary>
    public int Width => Hashes.Length / TreeHash.Size;

    /// <summary>One of its hashes.</summary>
    public TreeHash this[int index] => new(Hashes.AsSpan(index * TreeHash.Size, TreeHash.Size));

    /// <summary>How many hashes the right-most tile of a level has for a tree of a size; 0 when the level's tiles are all full or there are none.</summary>
    public static int PartialWidth(int level, long size) => (int)((size >> (level * Height)) % FullWidth);

    /// <summary>The root over a full tile.</summary>
    public TreeHash Root() => Subtree(0, FullWidth);

    /// <summary>The root of a complete subtree within the tile.</summary>
    internal TreeHash Subtree(int start, int width) => TreeHash.Subtree(Hashes.AsMemory(start * TreeHash.Size, width * TreeHash.Size));
}
