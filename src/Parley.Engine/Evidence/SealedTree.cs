namespace Parley.Engine.Evidence;

/// <summary>
/// The tree as the stored tiles have it, kept beside that of the entries from the first difference on: when a checkpoint's root is that of the tiles, the tiles are
/// those that were sealed, and what differs from them is all that was altered.
/// </summary>
/// <param name="tree">The tree of the entries where both were still the same: at the beginning of a tile.</param>
internal sealed class SealedTree(MerkleFrontier tree)
{
    private Tile? _last;

    /// <summary>The next entries' tile is full: adds its root.</summary>
    public void AddWhole(TreeHash root) => tree.AppendSubtree(Tile.Height, root);

    /// <summary>The last tile is not full.</summary>
    public void AddPart(Tile? tile) => _last = tile;

    /// <summary>The root at a size from what was added on; null when that is beyond the tile that follows.</summary>
    public TreeHash? Root(long size, Tile? following)
    {
        Tile? tile = following ?? _last;
        int more = (int)(size - tree.Size);
        if (more < 0 || more > (tile?.Width ?? 0))
        {
            return null;
        }

        MerkleFrontier at = tree.Copy();
        for (int i = 0; i < more; i++)
        {
            at.Append(tile![i]);
        }

        return at.Root();
    }
}
