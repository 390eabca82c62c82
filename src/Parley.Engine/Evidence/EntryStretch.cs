using System.Runtime.InteropServices;

namespace Parley.Engine.Evidence;

/// <summary>
/// Entries that follow one another from the beginning of a tile, hashed together on all processors: each tile's leaves, forms and root in one go, while its
/// bytes are at hand. Keeps its memory from one stretch to the next. Not for several threads; uses several itself.
/// </summary>
public sealed class EntryStretch
{
    private const int FewTiles = 8;

    private readonly List<ReadOnlyMemory<byte>> _entries = [];
    private (TreeHash Leaf, bool Sound)[] _leaves = [];
    private TreeHash[] _roots = [];
    private bool _wanted;

    /// <summary>How many entries it has.</summary>
    public int Count => _entries.Count;

    /// <summary>How many tiles they make; the last may be partial.</summary>
    public int Tiles => (Count + Tile.FullWidth - 1) / Tile.FullWidth;

    /// <summary>Adds the next entry; its bytes must stay as they are until the stretch is hashed.</summary>
    public void Add(ReadOnlyMemory<byte> entry) => _entries.Add(entry);

    /// <summary>Forgets all entries.</summary>
    public void Clear() => _entries.Clear();

    /// <summary>Moves what comes after the first entries to the end of another stretch.</summary>
    public void MoveTo(EntryStretch other, int first)
    {
        ArgumentNullException.ThrowIfNull(other);
        other._entries.AddRange(CollectionsMarshal.AsSpan(_entries)[first..]);
        _entries.RemoveRange(first, Count - first);
    }

    /// <summary>Hashes the entries and checks their form.</summary>
    /// <param name="roots">Whether the tiles' roots are wanted too.</param>
    public void Hash(bool roots)
    {
        _wanted = roots;
        if (_leaves.Length < Count)
        {
            _leaves = new (TreeHash Leaf, bool Sound)[_entries.Capacity];
            _roots = new TreeHash[(_entries.Capacity / Tile.FullWidth) + 1];
        }

        if (Tiles < FewTiles)
        {
            for (int n = 0; n < Tiles; n++)
            {
                HashTile(n);
            }
        }
        else
        {
            Parallel.For(0, Tiles, HashTile);
        }
    }

    /// <summary>The leaves of one tile, and whether each entry is in its one form; valid until the next change.</summary>
    public ReadOnlyMemory<(TreeHash Leaf, bool Sound)> Leaves(int tile) =>
        _leaves.AsMemory(tile * Tile.FullWidth, Math.Min(Tile.FullWidth, Count - (tile * Tile.FullWidth)));

    /// <summary>The root over a full tile.</summary>
    public TreeHash Root(int tile) => _roots[tile];

    /// <summary>The root over the leaves of a full tile.</summary>
    internal static TreeHash RootOf(ReadOnlySpan<(TreeHash Leaf, bool Sound)> leaves)
    {
        int half = leaves.Length / 2;
        return leaves.Length == 1 ? leaves[0].Leaf : TreeHash.Node(RootOf(leaves[..half]), RootOf(leaves[half..]));
    }

    private void HashTile(int tile)
    {
        int first = tile * Tile.FullWidth;
        int end = Math.Min(first + Tile.FullWidth, Count);
        ReadOnlySpan<ReadOnlyMemory<byte>> entries = CollectionsMarshal.AsSpan(_entries)[first..end];
        Span<TreeHash> leaves = stackalloc TreeHash[entries.Length];
        TreeHash.Leaves(entries, leaves);
        for (int i = 0; i < entries.Length; i++)
        {
            _leaves[first + i] = (leaves[i], EntryForm.IsCanonical(entries[i].Span));
        }

        if (_wanted && end - first == Tile.FullWidth)
        {
            _roots[tile] = RootOf(_leaves.AsSpan(first, Tile.FullWidth));
        }
    }
}
