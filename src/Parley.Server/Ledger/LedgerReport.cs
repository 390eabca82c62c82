using Parley.Engine.Evidence;

namespace Parley.Server.Ledger;

/// <summary>What the verification of a stored ledger has given.</summary>
/// <param name="Entries">How many entries were verified against a checkpoint's root.</param>
/// <param name="Unsealed">How many stand after the last checkpoint: there, and not proven.</param>
/// <param name="Checkpoints">How many checkpoints there are.</param>
/// <param name="Last">The last checkpoint that is good; null for none.</param>
/// <param name="Keys">The keys that were trusted.</param>
/// <param name="Findings">What is wrong.</param>
public sealed record LedgerReport(
    long Entries, long Unsealed, long Checkpoints, Checkpoint? Last, IReadOnlyList<NoteKey> Keys, IReadOnlyList<LedgerFinding> Findings);
