namespace Parley.Server.Storage;

/// <summary>One transaction's entries.</summary>
/// <param name="First">The number of the first, from 0.</param>
/// <param name="Count">How many there are said to be.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Entries">The entries, each after two bytes of length.</param>
internal sealed record LedgerBatchRow(long First, long Count, long At, byte[] Entries);
