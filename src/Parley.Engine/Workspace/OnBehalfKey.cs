namespace Parley.Engine.Workspace;

/// <summary>A public key by which a system signs on whose behalf it calls.</summary>
/// <param name="Id">The key's name, the <c>kid</c> of what it signs.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER: an elliptic key on P-256.</param>
/// <param name="Expires">The last day on which it is good, or null.</param>
public sealed record OnBehalfKey(string Id, ReadOnlyMemory<byte> PublicKey, DateOnly? Expires);
