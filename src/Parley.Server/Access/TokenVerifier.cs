using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Parley.Server.Access;

/// <summary>Verifies signed tokens (RFC 7519) by the habits of RFC 8725: the algorithm, the key and the audience are chosen here, never by the token.</summary>
internal sealed class TokenVerifier(SigningKeys keys, ServerOptions options)
{
    private const int MostCharacters = 16 << 10;

    private static readonly string?[] s_types = [null, "", "JWT", "at+jwt", "application/at+jwt"];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MostCharacters };

    /// <summary>Reads a token without believing it; null when it is none.</summary>
    public static JsonWebToken? Read(string token)
    {
        // Five parts are an encrypted token, of which nothing here has a key.
        if (token.Length > MostCharacters || token.Count(c => c == '.') != 2)
        {
            return null;
        }

        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Verifies a token against rules.</summary>
    public async Task<VerifiedToken> VerifyAsync(JsonWebToken token, TokenRules rules, CancellationToken cancellationToken)
    {
        if (HeaderFault(token, rules) is string fault)
        {
            return VerifiedToken.Refused(fault);
        }

        string? name = token.TryGetHeaderValue("kid", out string kid) ? kid : null;
        if (await keys.FindAsync(rules.Issuer, rules.KeysUrl, name, cancellationToken) is not SecurityKey key)
        {
            return VerifiedToken.Refused("the issuer has no such key");
        }

        TokenValidationResult result = await _handler.ValidateTokenAsync(token, Parameters(rules, key));
        return result.IsValid
            ? new VerifiedToken(Claims(token), null)
            : VerifiedToken.Refused(result.Exception?.GetType().Name ?? "it does not hold");
    }

    /// <summary>What a token claims, believed or not.</summary>
    public static JsonElement Claims(JsonWebToken token)
    {
        using JsonDocument document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return document.RootElement.Clone();
    }

    private static string? HeaderFault(JsonWebToken token, TokenRules rules)
    {
        if (!rules.Algorithms.Contains(token.Alg))
        {
            return "its algorithm is not taken";
        }

        // A token that says an extension is critical must be refused by whoever does not know it (RFC 7515 section 4.1.11).
        return token.TryGetHeaderValue("crit", out object _) ? "it has critical extensions"
            : !s_types.Contains(token.Typ, StringComparer.OrdinalIgnoreCase) ? "it is a token of another kind"
            : null;
    }

    private TokenValidationParameters Parameters(TokenRules rules, SecurityKey key) => new()
    {
        ValidIssuer = rules.Issuer,
        ValidAudience = rules.Audience,
        ValidAlgorithms = rules.Algorithms,
        IssuerSigningKey = key,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        ClockSkew = rules.ClockSkew,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until, rules.ClockSkew),
    };

    // The library's own looks at the machine's clock, which a test could not own.
    private bool IsNow(DateTime? from, DateTime? until, TimeSpan skew)
    {
        DateTime now = options.Time.GetUtcNow().UtcDateTime;
        return until is DateTime end && now < end + skew && (from is null || from <= now + skew);
    }
}
