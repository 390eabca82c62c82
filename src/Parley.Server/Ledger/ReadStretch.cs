using Parley.Engine.Evidence;

namespace Parley.Server.Ledger;

/// <summary>A stretch of the stored ledger, from the beginning of a tile: its entries, and the tiles that are stored for them.</summary>
internal sealed class ReadStretch
{
    /// <summary>The entries.</summary>
    public EntryStretch Entries { get; } = new();

    /// <summary>The tiles of leaves by their number, and those above them; one that is missing in the store is missing here.</summary>
    public Dictionary<(int Level, long Number), Tile> Tiles { get; } = [];

    /// <summary>The tile of an entry.</summary>
    public Tile? TileAt(long entry) => Tiles.GetValueOrDefault((0, entry / Tile.FullWidth));

    /// <summary>The root of an entry's tile as the tile above has it; null when that does not go so far.</summary>
    public TreeHash? AboveAt(long entry)
    {
        (long number, long place) = Math.DivRem(entry / Tile.FullWidth, Tile.FullWidth);
        return Tiles.TryGetValue((1, number), out Tile? above) && place < above.Width ? above[(int)place] : null;
    }
}
