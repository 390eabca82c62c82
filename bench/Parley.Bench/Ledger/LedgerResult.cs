namespace Parley.Bench.Ledger;

/// <summary>What the ledger's bench has measured.</summary>
/// <param name="Entries">How many entries there were.</param>
/// <param name="WritePerSecond">Entries committed a second, by the clock.</param>
/// <param name="SealPerSecond">Entries sealed a second, by the clock.</param>
/// <param name="SealPerCoreSecond">Entries sealed a second of processor time.</param>
/// <param name="VerifySeconds">The whole verification, by the clock.</param>
/// <param name="VerifyCoreSeconds">The whole verification, processor time.</param>
/// <param name="Findings">What it found; 0.</param>
/// <param name="StoreMegabytes">The store.</param>
/// <param name="Proofs">Proofs in trees of several sizes.</param>
internal sealed record LedgerResult(
    long Entries,
    double WritePerSecond,
    double SealPerSecond,
    double SealPerCoreSecond,
    double VerifySeconds,
    double VerifyCoreSeconds,
    int Findings,
    double StoreMegabytes,
    IReadOnlyList<ProofResult> Proofs);
