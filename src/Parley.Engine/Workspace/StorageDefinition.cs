namespace Parley.Engine.Workspace;

/// <summary>Where an installation keeps its state.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Path">SQLite: the file, relative to the workspace.</param>
/// <param name="Connection">PostgreSQL: the secret that holds the connection string.</param>
public sealed record StorageDefinition(string Kind, string? Path, SecretReference? Connection)
{
    /// <summary>The file of keys that content is sealed under, relative to the workspace; apart from the store, so that no backup of the store holds it.</summary>
    public string Keys { get; init; } = ".parley/keys.db";

    /// <summary>The secret that the keys in that file are wrapped under, or null to keep them as they are.</summary>
    public SecretReference? Master { get; init; }
}
