using Parley.Server.Exchanges;

namespace Parley.Server.Replays;

/// <summary>All that a message's journey depends on, beside its bytes: a workspace, agreements as they stand, a clock. The journey is the very one that messages take.</summary>
/// <param name="Host">The workspace.</param>
/// <param name="Journey">The journey; it has no effect by itself.</param>
/// <param name="Bundles">Reads stored messages by that workspace.</param>
internal sealed record World(WorkspaceHost Host, Journey Journey, StoredBundles Bundles);
