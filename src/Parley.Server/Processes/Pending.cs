using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>Something that an instance wants done, recorded with the state that asked for it and taken out with the state that knows the answer.</summary>
/// <param name="Key">The effect's key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Effect">The effect; null for none.</param>
internal sealed record Pending(string Key, PendingKind Kind, ProcessEffect? Effect);
