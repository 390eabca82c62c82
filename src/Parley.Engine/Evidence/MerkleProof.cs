namespace Parley.Engine.Evidence;

/// <summary>Inclusion and consistency proofs, made and verified as RFC 6962 section 2.1 and RFC 9162 section 2.1 say.</summary>
public static class MerkleProof
{
    /// <summary>The hashes that lead from a leaf to the root, from below upwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static IReadOnlyList<TreeHash> Inclusion(TreeNodes nodes, long index, long size)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        List<TreeHash> path = [];
        (long start, long end) = (0, size);
        while (end - start > 1)
        {
            long middle = start + MerkleFrontier.Split(end - start);
            if (index < middle)
            {
                path.Add(nodes.Range(middle, end));
                end = middle;
            }
            else
            {
                path.Add(nodes.Range(start, middle));
                start = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The hashes that show a larger tree to begin with a smaller one; none when the smaller one is empty or both are of one size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first size is above the second, or below 0.</exception>
    public static IReadOnlyList<TreeHash> Consistency(TreeNodes nodes, long first, long second)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        List<TreeHash> path = [];
        if (first == 0 || first == second)
        {
            return path;
        }

        (long start, long end) = (0, second);
        bool known = true;
        while (first != end)
        {
            long middle = start + MerkleFrontier.Split(end - start);
            if (first <= middle)
            {
                path.Add(nodes.Range(middle, end));
                end = middle;
            }
            else
            {
                path.Add(nodes.Range(start, middle));
                start = middle;
                known = false;
            }
        }

        if (!known)
        {
            path.Add(nodes.Range(start, end));
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whether a proof leads from a leaf to a root (RFC 9162 section 2.1.3.2).</summary>
    public static bool VerifyInclusion(TreeHash leaf, long index, long size, TreeHash root, IReadOnlyList<TreeHash> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size)
        {
            return false;
        }

        (long node, long last) = (index, size - 1);
        TreeHash hash = leaf;
        foreach (TreeHash sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.Node(sibling, hash);
                SkipRightEdge(ref node, ref last);
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether a proof shows the second tree to begin with the first (RFC 9162 section 2.1.4.2).</summary>
    public static bool VerifyConsistency(long first, TreeHash firstRoot, long second, TreeHash secondRoot, IReadOnlyList<TreeHash> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (first < 0 || first > second)
        {
            return false;
        }

        if (first == 0 || first == second)
        {
            return proof.Count == 0 && (first == second ? firstRoot == secondRoot : firstRoot == TreeHash.Empty);
        }

        // A first tree that is a complete subtree is its own starting point and is left out of the proof.
        bool complete = (first & (first - 1)) == 0;
        int next = complete ? 0 : 1;
        if (proof.Count < next + (complete ? 0 : 1))
        {
            return false;
        }

        TreeHash start = complete ? firstRoot : proof[0];
        (long node, long last) = (first - 1, second - 1);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        (TreeHash one, TreeHash two) = (start, start);
        for (; next < proof.Count; next++)
        {
            if (last == 0)
            {
                return false;
            }

            TreeHash sibling = proof[next];
            if ((node & 1) == 1 || node == last)
            {
                one = TreeHash.Node(sibling, one);
                two = TreeHash.Node(sibling, two);
                SkipRightEdge(ref node, ref last);
            }
            else
            {
                two = TreeHash.Node(two, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && one == firstRoot && two == secondRoot;
    }

    private static void SkipRightEdge(ref long node, ref long last)
    {
        if ((node & 1) == 1)
        {
            return;
        }

        do
        {
            node >>= 1;
            last >>= 1;
        }
        while ((node & 1) == 0 && node != 0);
    }
}
