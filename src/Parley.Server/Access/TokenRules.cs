using Parley.Engine.Workspace;

namespace Parley.Server.Access;

/// <summary>What a token must be to be taken.</summary>
/// <param name="Issuer">Who issued it.</param>
/// <param name="KeysUrl">Where the issuer's keys are; null to find them by discovery.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Algorithms">How it may be signed.</param>
/// <param name="ClockSkew">How far the issuer's clock may differ.</param>
internal sealed record TokenRules(string Issuer, string? KeysUrl, string Audience, IReadOnlyList<string> Algorithms, TimeSpan ClockSkew)
{
    /// <summary>For access tokens of systems.</summary>
    public static TokenRules Of(TokenIssuerDefinition issuer) => new(issuer.Issuer, issuer.KeysUrl, issuer.Audience, issuer.Algorithms, issuer.ClockSkew);

    /// <summary>For tokens of people.</summary>
    public static TokenRules Of(IdentityProviderDefinition provider, string audience) => new(provider.Issuer, null, audience, provider.Algorithms, provider.ClockSkew);
}
