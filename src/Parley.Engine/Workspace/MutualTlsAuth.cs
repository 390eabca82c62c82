namespace Parley.Engine.Workspace;

/// <summary>A client certificate (mutual TLS).</summary>
/// <param name="Certificate">The certificate's PEM file, relative to the workspace.</param>
/// <param name="Key">Where its private key is (PEM).</param>
/// <param name="Authority">A PEM file of the authority that the recipient's certificate must come from, or null for the machine's own trust.</param>
public sealed record MutualTlsAuth(string Certificate, SecretReference Key, string? Authority) : AuthDefinition;
