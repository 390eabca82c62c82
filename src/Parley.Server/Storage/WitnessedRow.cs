namespace Parley.Server.Storage;

/// <summary>What was last co-signed of another ledger.</summary>
/// <param name="Size">Its size.</param>
/// <param name="Root">Its root.</param>
/// <param name="Note">The note, co-signed.</param>
/// <param name="At">When.</param>
internal sealed record WitnessedRow(long Size, byte[] Root, string Note, long At);
