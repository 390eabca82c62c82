namespace Parley.Server.Storage;

/// <summary>A key that signs, or has signed, this ledger's checkpoints.</summary>
/// <param name="Id">The verifier key.</param>
/// <param name="From">The size of the ledger when it began to sign.</param>
/// <param name="Until">The size at which it stopped; null while it signs.</param>
internal sealed record LedgerKeyRow(string Id, long From, long? Until);
