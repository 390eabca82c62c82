namespace Parley.Engine.Workspace;

/// <summary>A client certificate by which a system is known: either exactly this one, or any that an authority gave to a subject.</summary>
/// <param name="System">The system.</param>
/// <param name="Sha256">SHA-256 of the certificate (DER), 64 hexadecimal digits in small letters; null when subject and authority are given.</param>
/// <param name="Subject">The distinguished name exactly as the certificate has it (RFC 4514), or null.</param>
/// <param name="Authority">The workspace's file with the authority's certificate (PEM), or null.</param>
public sealed record CertificateDefinition(string System, string? Sha256, string? Subject, string? Authority);
