namespace Parley.Engine.Evidence;

/// <summary>A tree's nodes computed from all of its leaves in memory: the plain definition of RFC 6962, for small trees and as the measure of the others.</summary>
public sealed class LeafNodes(IReadOnlyList<TreeHash> leaves) : TreeNodes
{
    /// <inheritdoc/>
    public override TreeHash Node(int height, long index)
    {
        if (height == 0)
        {
            return leaves[checked((int)index)];
        }

        return TreeHash.Node(Node(height - 1, 2 * index), Node(height - 1, (2 * index) + 1));
    }
}
