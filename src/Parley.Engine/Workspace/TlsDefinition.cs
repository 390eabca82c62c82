namespace Parley.Engine.Workspace;

/// <summary>How the server proves itself on an https address.</summary>
/// <param name="Certificate">The file with its certificate and those between it and the authority (PEM), on the machine.</param>
/// <param name="Key">Where its private key is (PEM).</param>
/// <param name="ClientAuthority">The file with the authorities of client certificates (PEM), or null to leave it to what <c>access.yaml</c> says of each.</param>
public sealed record TlsDefinition(string Certificate, SecretReference Key, string? ClientAuthority);
