namespace Parley.Bench.Ledger;

/// <summary>Inclusion proofs in a tree of one size.</summary>
/// <param name="Size">The tree's size.</param>
/// <param name="Hashes">Hashes in a proof, at the most.</param>
/// <param name="MakeMicroseconds">The median time to make one out of stored tiles.</param>
/// <param name="VerifyMicroseconds">The median time to verify one.</param>
internal sealed record ProofResult(long Size, int Hashes, double MakeMicroseconds, double VerifyMicroseconds);
