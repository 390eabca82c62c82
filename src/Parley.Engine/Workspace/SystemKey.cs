namespace Parley.Engine.Workspace;

/// <summary>A system's API key, known only by its hash. Keys are 256 random bits, so one round of SHA-256 is enough.</summary>
/// <param name="Id">The key's name, for rotation and for the log.</param>
/// <param name="Sha256">SHA-256 of the key's text in UTF-8, 64 hexadecimal digits; null when <paramref name="Secret"/> says where the key is.</param>
/// <param name="Secret">Where the key itself is, for development; null when the hash is given.</param>
/// <param name="Expires">The last day on which it is good, or null.</param>
public sealed record SystemKey(string Id, string? Sha256, SecretReference? Secret, DateOnly? Expires);
