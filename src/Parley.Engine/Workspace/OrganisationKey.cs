namespace Parley.Engine.Workspace;

/// <summary>A public key by which an organisation signs (ES256: ECDSA on P-256 with SHA-256, RFC 7518 section 3.4).</summary>
/// <param name="Id">The key's name, unique within the organisation.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER.</param>
/// <param name="From">The first day on which what it signs counts, or null.</param>
/// <param name="Until">The last day on which what it signs counts, or null; for rotation.</param>
/// <param name="Revoked">True when nothing it signed counts any more.</param>
public sealed record OrganisationKey(string Id, ReadOnlyMemory<byte> PublicKey, DateOnly? From, DateOnly? Until, bool Revoked);
