namespace Parley.Server.Access;

/// <summary>A person as a provider's claims, or a local administrator's name, say: who, of which organisation, with which roles.</summary>
/// <param name="Person">The identifier for good.</param>
/// <param name="Name">The name that people use.</param>
/// <param name="Organisation">An organisation of the workspace, or null when the claims name none.</param>
/// <param name="Roles">Roles of the workspace.</param>
internal sealed record PersonIdentity(string Person, string Name, string? Organisation, IReadOnlyList<string> Roles);
