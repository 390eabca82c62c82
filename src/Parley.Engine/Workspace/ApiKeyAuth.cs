namespace Parley.Engine.Workspace;

/// <summary>A fixed key in a header.</summary>
/// <param name="Header">The header's name.</param>
/// <param name="Key">Where the key is.</param>
/// <param name="Prefix">What stands before the key (<c>"Bearer "</c>).</param>
public sealed record ApiKeyAuth(string Header, SecretReference Key, string Prefix) : AuthDefinition;
