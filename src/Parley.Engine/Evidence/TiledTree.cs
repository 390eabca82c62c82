using System.Numerics;

namespace Parley.Engine.Evidence;

/// <summary>A growing tree that keeps its right-most tiles, so that what has changed can be stored. Not for several threads.</summary>
public sealed class TiledTree
{
    private const int MostLevels = 8;

    /// <summary>The height from which on a subtree is worth hashing together: eight leaves.</summary>
    private const int LeastTogether = 3;

    private readonly MerkleFrontier _frontier = new();
    private readonly List<Edge> _edges = [];
    private readonly List<Tile> _full = [];
    private readonly byte[] _room = new byte[Tile.FullWidth * TreeHash.Size];

    /// <summary>Begins an empty tree.</summary>
    public TiledTree()
    {
    }

    /// <summary>Goes on from the right-most tile of each level, lowest level first, as they stood at a size.</summary>
    /// <exception cref="ArgumentException">The tiles are not those of a tree of that size.</exception>
    public TiledTree(long size, IReadOnlyList<Tile> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        for (int level = edges.Count - 1; level >= 0; level--)
        {
            for (int i = 0; i < edges[level].Width; i++)
            {
                _frontier.AppendSubtree(level * Tile.Height, edges[level][i]);
            }
        }

        _edges.AddRange(edges.Select(e => new Edge(e)));
        if (_frontier.Size != size)
        {
            throw new ArgumentException($"The tiles are of a tree of {_frontier.Size} entries, not {size}.", nameof(edges));
        }
    }

    /// <summary>How many leaves it has.</summary>
    public long Size => _frontier.Size;

    /// <summary>Adds a leaf.</summary>
    public void Append(TreeHash leaf)
    {
        Span<TreeHash> roots = stackalloc TreeHash[MostLevels];
        _frontier.Append(leaf, roots);
        AddToTiles([leaf], roots);
    }

    /// <summary>Adds many leaves: whole subtrees are hashed together as far as they go.</summary>
    public void AppendAll(ReadOnlySpan<TreeHash> leaves)
    {
        while (leaves.Length > 0)
        {
            int height = Math.Min(Tile.Height, Math.Min(BitOperations.TrailingZeroCount(Size), BitOperations.Log2((uint)leaves.Length)));
            if (height < LeastTogether)
            {
                Append(leaves[0]);
                leaves = leaves[1..];
                continue;
            }

            AppendSubtree(leaves[..(1 << height)], height);
            leaves = leaves[(1 << height)..];
        }
    }

    /// <summary>The root.</summary>
    public TreeHash Root() => _frontier.Root();

    /// <summary>The tiles that were filled since the last call, and the partial ones as they now stand.</summary>
    public IReadOnlyList<Tile> TakeChanged()
    {
        List<Tile> changed = [.. _full];
        _full.Clear();
        foreach (Edge edge in _edges.Where(e => e.Changed))
        {
            edge.Changed = false;
            if (edge.Width > 0)
            {
                changed.Add(edge.ToTile());
            }
        }

        return changed;
    }

    private void AppendSubtree(ReadOnlySpan<TreeHash> leaves, int height)
    {
        Span<TreeHash> roots = stackalloc TreeHash[MostLevels];
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i].CopyTo(_room.AsSpan(i * TreeHash.Size));
        }

        _frontier.AppendSubtree(height, TreeHash.Subtree(_room.AsMemory(0, leaves.Length * TreeHash.Size)), roots);
        AddToTiles(leaves, roots);
    }

    /// <summary>Adds leaves to their tile, which they fill at most, and the root of each tile that is full to the one above.</summary>
    private void AddToTiles(ReadOnlySpan<TreeHash> hashes, ReadOnlySpan<TreeHash> roots)
    {
        for (int level = 0; ; level++)
        {
            if (level == _edges.Count)
            {
                _edges.Add(new Edge(level));
            }

            Edge edge = _edges[level];
            edge.Add(hashes);
            if (edge.Width < Tile.FullWidth)
            {
                return;
            }

            _full.Add(edge.Close());
            hashes = roots.Slice(level, 1);
        }
    }

    private sealed class Edge(int level)
    {
        private readonly byte[] _hashes = new byte[Tile.FullWidth * TreeHash.Size];
        private long _number;

        public Edge(Tile tile)
            : this(tile.Level)
        {
            tile.Hashes.CopyTo(_hashes, 0);
            (Width, _number) = (tile.Width, tile.Number);
        }

        public int Width { get; private set; }

        public bool Changed { get; set; }

        public void Add(ReadOnlySpan<TreeHash> hashes)
        {
            foreach (TreeHash hash in hashes)
            {
                hash.CopyTo(_hashes.AsSpan(Width++ * TreeHash.Size));
            }

            Changed = true;
        }

        public Tile ToTile() => new(level, _number, _hashes[..(Width * TreeHash.Size)]);

        public Tile Close()
        {
            Tile tile = ToTile();
            _number++;
            Width = 0;
            return tile;
        }
    }
}
