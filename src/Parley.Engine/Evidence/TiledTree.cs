namespace Parley.Engine.Evidence;

/// <summary>A growing tree that keeps its right-most tiles, so that what has changed can be stored. Not for several threads.</summary>
public sealed class TiledTree
{
    private const int MostLevels = 8;

    private readonly MerkleFrontier _frontier = new();
    private readonly List<Edge> _edges = [];
    private readonly List<Tile> _full = [];

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
        TreeHash hash = leaf;
        for (int level = 0; ; level++)
        {
            if (level == _edges.Count)
            {
                _edges.Add(new Edge(level));
            }

            Edge edge = _edges[level];
            edge.Add(hash);
            if (edge.Width < Tile.FullWidth)
            {
                return;
            }

            _full.Add(edge.Close());
            hash = roots[level];
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

        public void Add(TreeHash hash)
        {
            hash.CopyTo(_hashes.AsSpan(Width * TreeHash.Size));
            Width++;
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
