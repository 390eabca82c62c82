namespace Parley.Engine.Workspace;

/// <summary>OAuth 2.0 client credentials (RFC 6749 section 4.4); tokens are kept until shortly before they expire.</summary>
/// <param name="TokenUrl">The token endpoint.</param>
/// <param name="ClientId">The client's name.</param>
/// <param name="ClientSecret">Where its secret is.</param>
/// <param name="Scope">The scope asked for; may be empty.</param>
public sealed record OAuth2Auth(string TokenUrl, string ClientId, SecretReference ClientSecret, string Scope) : AuthDefinition;
