namespace Parley.Server.Exceptions;

/// <summary>Who corrects, as the desk and the ledger name it.</summary>
/// <param name="Name">The name in the desk: the person where there is one.</param>
/// <param name="Actor">The actor in the ledger.</param>
/// <param name="OnBehalfOf">On whose behalf a system acts; null for its own.</param>
/// <param name="Organisation">The organisation acted for.</param>
internal sealed record CorrectedBy(string Name, string Actor, string? OnBehalfOf, string Organisation);
