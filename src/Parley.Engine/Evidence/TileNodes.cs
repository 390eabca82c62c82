namespace Parley.Engine.Evidence;

/// <summary>A tree's nodes out of tiles that are loaded as they are found to be needed: what is asked for and not there is noted, and the asking is repeated.</summary>
public sealed class TileNodes : TreeNodes
{
    private readonly Dictionary<(int Level, long Number), Tile> _tiles = [];
    private readonly HashSet<(int Level, long Number)> _missing = [];

    /// <summary>Adds a tile.</summary>
    public void Add(Tile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        _tiles[(tile.Level, tile.Number)] = tile;
    }

    /// <summary>The tiles that were asked for and are not there; asking again begins anew.</summary>
    public IReadOnlyList<(int Level, long Number)> TakeMissing()
    {
        List<(int Level, long Number)> missing = [.. _missing];
        _missing.Clear();
        return missing;
    }

    /// <inheritdoc/>
    public override TreeHash Node(int height, long index)
    {
        (int level, int above) = Math.DivRem(height, Tile.Height);
        long first = index << above;
        (int start, int width) = ((int)(first % Tile.FullWidth), 1 << above);
        if (_tiles.TryGetValue((level, first / Tile.FullWidth), out Tile? tile) && tile.Width >= start + width)
        {
            return tile.Subtree(start, width);
        }

        _missing.Add((level, first / Tile.FullWidth));
        return default;
    }
}
