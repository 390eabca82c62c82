namespace Parley.Server.Access;

/// <summary>A local administrator, as a command lists it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Disabled">When it was disabled, or null.</param>
public sealed record LocalAdministrator(string Name, DateTime Created, DateTime? Disabled);
