namespace Parley.Server.Storage;

/// <summary>A local administrator as stored.</summary>
/// <param name="Name">The name.</param>
/// <param name="Password">The password's salted hash, with how it was made.</param>
/// <param name="Created">When, microseconds since 1970.</param>
/// <param name="Disabled">When it was disabled, or null.</param>
internal sealed record AdministratorRow(string Name, string Password, long Created, long? Disabled);
