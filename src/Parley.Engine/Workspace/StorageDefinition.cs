namespace Parley.Engine.Workspace;

/// <summary>Where an installation keeps its state.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Path">SQLite: the file, relative to the workspace.</param>
/// <param name="Connection">PostgreSQL: the secret that holds the connection string.</param>
public sealed record StorageDefinition(string Kind, string? Path, SecretReference? Connection);
