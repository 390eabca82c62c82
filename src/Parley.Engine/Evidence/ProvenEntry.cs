namespace Parley.Engine.Evidence;

/// <summary>An entry with the proof that it stands in a ledger.</summary>
/// <param name="Number">Its place, from 0.</param>
/// <param name="Entry">Its canonical bytes.</param>
/// <param name="Proof">The inclusion proof for the checkpoint it comes with.</param>
public sealed record ProvenEntry(long Number, byte[] Entry, IReadOnlyList<TreeHash> Proof);
