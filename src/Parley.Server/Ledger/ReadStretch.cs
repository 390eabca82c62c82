using Parley.Engine.Evidence;

namespace Parley.Server.Ledger;

/// <summary>A stretch of the stored ledger, from the beginning of a tile: its entries, and the tiles that are stored for them.</summary>
internal sealed class ReadStretch
{
    /// <summary>The entries.</summary>
    public EntryStretch Entries { get; } = new();

    /// <summary>The tiles of leaves by their number; one that is missing in the store is missing here.</summary>
    public Dictionary<long, Tile> Tiles { get; } = [];
}
