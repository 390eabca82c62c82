using Parley.Server.Access;

namespace Parley.Server.Repository;

/// <summary>Who asks, for what purpose and why.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Purpose">The purpose; null for the local one.</param>
/// <param name="Reason">The reason; null for none.</param>
internal sealed record Asker(Caller Caller, string? Purpose, string? Reason);
