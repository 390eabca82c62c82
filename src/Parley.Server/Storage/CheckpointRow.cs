namespace Parley.Server.Storage;

/// <summary>A sealed head of the ledger.</summary>
/// <param name="Size">How many entries it covers.</param>
/// <param name="At">When it was sealed.</param>
/// <param name="LeastAt">The earliest time of the entries it covers and the one before does not.</param>
/// <param name="MostAt">The latest.</param>
/// <param name="Note">The signed note.</param>
internal sealed record CheckpointRow(long Size, long At, long LeastAt, long MostAt, string Note);
