using Parley.Engine.Evidence;

namespace Parley.Engine.Workspace;

/// <summary>A witness: another installation that co-signs this ledger's checkpoints.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Url">The address to which <c>/add-checkpoint</c> is added.</param>
public sealed record WitnessDefinition(NoteKey Key, string Url);
