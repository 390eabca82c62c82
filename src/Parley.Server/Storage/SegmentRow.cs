namespace Parley.Server.Storage;

/// <summary>A sorted part of the ledger's index.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Level">0 for one made of entries; L + 1 for one merged of those of level L.</param>
/// <param name="First">The first entry it covers.</param>
/// <param name="End">The entry after the last.</param>
internal sealed record SegmentRow(long Id, long Level, long First, long End);
