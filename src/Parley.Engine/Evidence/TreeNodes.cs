namespace Parley.Engine.Evidence;

/// <summary>Where the complete nodes of a tree come from: tiles of a store, or leaves in memory.</summary>
public abstract class TreeNodes
{
    /// <summary>The root of the complete subtree over leaves [<paramref name="index"/>·2^<paramref name="height"/>, (<paramref name="index"/>+1)·2^<paramref name="height"/>).</summary>
    public abstract TreeHash Node(int height, long index);

    /// <summary>The root of the tree over the first leaves.</summary>
    public TreeHash Root(long size) => size == 0 ? TreeHash.Empty : Range(0, size);

    /// <summary>The hash over leaves [start, end), where start is a multiple of the next power of two of the length, as RFC 6962 splits trees.</summary>
    internal TreeHash Range(long start, long end)
    {
        long length = end - start;
        if ((length & (length - 1)) == 0)
        {
            int height = System.Numerics.BitOperations.TrailingZeroCount(length);
            return Node(height, start >> height);
        }

        long split = MerkleFrontier.Split(length);
        return TreeHash.Node(Range(start, start + split), Range(start + split, end));
    }
}
