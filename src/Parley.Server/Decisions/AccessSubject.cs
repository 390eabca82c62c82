using Parley.Engine.Workspace;
using Parley.Server.Access;

namespace Parley.Server.Decisions;

/// <summary>The subject of a question, as the platform knows it.</summary>
/// <param name="Caller">As it would call, with the rights it would have; null for an organisation as such.</param>
/// <param name="Organisation">Its organisation; null for none.</param>
/// <param name="System">The system, or null.</param>
internal sealed record AccessSubject(Caller? Caller, string? Organisation, SystemDefinition? System);
