namespace Parley.Engine.Workspace;

/// <summary>An authorization server whose access tokens (RFC 9068, OAuth 2.0 client credentials) let systems in.</summary>
public sealed record TokenIssuerDefinition
{
    /// <summary>How far another clock may differ unless a definition says otherwise.</summary>
    public static readonly TimeSpan UsualClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>The algorithms that are taken unless a definition says otherwise.</summary>
    public static IReadOnlyList<string> UsualAlgorithms { get; } = ["RS256", "PS256", "ES256"];

    /// <summary>All algorithms that a definition may name: asymmetric ones without known weakness.</summary>
    public static IReadOnlyList<string> AllAlgorithms { get; } = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>The issuer identifier, exactly as tokens carry it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The audience that tokens for this installation carry.</summary>
    public required string Audience { get; init; }

    /// <summary>Where its public keys are; null to find them by discovery.</summary>
    public string? KeysUrl { get; init; }

    /// <summary>The signature algorithms that are taken.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = UsualAlgorithms;

    /// <summary>How far the issuer's clock may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = UsualClockSkew;

    /// <summary>The claim that names the client.</summary>
    public string ClientClaim { get; init; } = "client_id";

    /// <summary>The system of each client.</summary>
    public IReadOnlyDictionary<string, string> Systems { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
