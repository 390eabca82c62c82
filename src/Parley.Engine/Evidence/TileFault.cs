using System.Globalization;

namespace Parley.Engine.Evidence;

/// <summary>A tile and its entries that do not agree, until a checkpoint tells which of them was sealed.</summary>
/// <param name="First">The first of the tile's entries.</param>
/// <param name="End">The one after the last of them.</param>
/// <param name="Altered">The entries that are not those of the tile.</param>
/// <param name="AboveAgrees">Whether the tile above, as far as there is one, has the tile's own root.</param>
/// <param name="Recounted">Whether there were more or fewer entries than the tile is of: then the tile stands for them in the tree.</param>
internal sealed record TileFault(long First, long End, IReadOnlyList<LedgerFinding> Altered, bool AboveAgrees, bool Recounted)
{
    /// <summary>What it is when the entries give the root that was signed: they are sound, and the tiles are not.</summary>
    public IReadOnlyList<LedgerFinding> WhenEntriesAreSealed => Recounted
        ? Altered
        : [new(LedgerIssues.WrongTile, Text($"the tile {(Altered.Count > 0 ? "of" : "above")} entries {First} to {End - 1} was altered: the entries are those that were sealed"), First)];

    /// <summary>What it is when the tiles give the root that was signed. A tile that was altered with its entries leaves the tile above to tell of the whole.</summary>
    public IReadOnlyList<LedgerFinding> WhenTilesAreSealed => AboveAgrees
        ? Altered
        : [new(LedgerIssues.Altered, Text($"one or more of the entries {First} to {End - 1} are not those that were sealed, and their tile was altered with them"), First)];

    /// <summary>What can be said when neither does, or nothing was signed.</summary>
    public IReadOnlyList<LedgerFinding> WhenUnknown => Altered.Count > 0
        ? Altered
        : [new(LedgerIssues.WrongTile, Text($"the tile above entries {First} to {End - 1} does not agree with them"), First)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
