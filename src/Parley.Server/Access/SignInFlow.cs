using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Signing in at an OpenID provider: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0 section 3.1, RFC 7636, RFC 9700).</summary>
internal sealed class SignInFlow(ProviderClient client, TokenVerifier verifier, PendingSignIns pending, Secrets secrets, ServerOptions options)
{
    /// <summary>Where the provider sends the browser back to.</summary>
    public const string CallbackPath = "/sign-in/callback";

    /// <summary>Begins: the address at the provider that the browser goes to, and the secret of the sign-in under way.</summary>
    public async Task<(string Url, string Secret)> BeginAsync(HttpContext context, AccessDefinition access, string returnPath)
    {
        IdentityProviderDefinition provider = access.Provider!;
        ProviderMetadata metadata = await client.DiscoverAsync(provider.Issuer, context.RequestAborted);
        PendingSignIn begun = new(Sessions.NewSecret(), Sessions.NewSecret(), Sessions.NewSecret(), returnPath, options.Time.GetTimestamp());
        string url = Query(
            metadata.AuthorizationUrl ?? throw Refused("The provider has no authorization endpoint."),
            ("client_id", provider.ClientId),
            ("response_type", "code"),
            ("scope", string.Join(' ', provider.Scopes)),
            ("redirect_uri", PublicAddress.Of(context, access) + CallbackPath),
            ("state", begun.State),
            ("nonce", begun.Nonce),
            ("code_challenge", Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(begun.Verifier)))),
            ("code_challenge_method", "S256"));
        return (url, pending.Add(begun));
    }

    /// <summary>Ends: who the provider says has signed in, with the identity token; a problem when anything about it is not as it was begun.</summary>
    public async Task<(JsonElement Claims, string IdToken, string Return)> EndAsync(HttpContext context, AccessDefinition access)
    {
        IdentityProviderDefinition provider = access.Provider ?? throw Refused("There is no identity provider.");
        IQueryCollection query = context.Request.Query;
        PendingSignIn begun = AccessCookies.SignIn(context, access) is string secret && pending.Take(secret) is PendingSignIn found
            ? found
            : throw Refused("This browser has no sign-in under way, or it took too long.");
        if (!IsEqual(query["state"], begun.State))
        {
            throw Refused("The answer is not to the sign-in that this browser began.");
        }

        // The provider says whose answer it is, so that one provider's code cannot be slipped to another (RFC 9207).
        if (query.ContainsKey("iss") && query["iss"] != provider.Issuer)
        {
            throw Refused("The answer is from another provider.");
        }

        string code = query["code"] is [{ Length: > 0 and < 4096 } given] ? given : throw Refused($"The provider answers '{Shown(query["error"])}'.");
        (JsonElement claims, string idToken) = await RedeemAsync(context, access, provider, begun, code);
        return (claims, idToken, begun.Return);
    }

    /// <summary>Where the browser goes to end the session at the provider too; null when the provider has no such place.</summary>
    public async Task<string?> SignOutUrlAsync(HttpContext context, AccessDefinition access, string? idToken)
    {
        if (access.Provider is not IdentityProviderDefinition provider || idToken is null)
        {
            return null;
        }

        ProviderMetadata metadata = await client.DiscoverAsync(provider.Issuer, context.RequestAborted);
        return metadata.EndSessionUrl is not string url ? null : Query(
            url, ("id_token_hint", idToken), ("client_id", provider.ClientId), ("post_logout_redirect_uri", PublicAddress.Of(context, access) + "/sign-out"));
    }

    private async Task<(JsonElement Claims, string IdToken)> RedeemAsync(
        HttpContext context, AccessDefinition access, IdentityProviderDefinition provider, PendingSignIn begun, string code)
    {
        ProviderMetadata metadata = await client.DiscoverAsync(provider.Issuer, context.RequestAborted);
        KeyValuePair<string, string>[] form =
        [
            new("grant_type", "authorization_code"),
            new("code", code),
            new("redirect_uri", PublicAddress.Of(context, access) + CallbackPath),
            new("code_verifier", begun.Verifier),
        ];
        string? secret = provider.ClientSecret is SecretReference reference ? secrets.Find(reference) ?? throw Refused("The client's secret is not there.") : null;
        using JsonDocument answer = await client.PostAsync(
            metadata.TokenUrl ?? throw Refused("The provider has no token endpoint."), form, provider.ClientId, secret, context.RequestAborted);
        string idToken = Text(answer.RootElement, "id_token") ?? throw Refused("The provider gives no identity token.");
        string? accessToken = Text(answer.RootElement, "access_token");
        JsonElement claims = await IdentityAsync(idToken, accessToken, code, provider, begun.Nonce, context.RequestAborted);
        return (await WithUserInfoAsync(claims, accessToken, provider, metadata, context.RequestAborted), idToken);
    }

    private async Task<JsonElement> IdentityAsync(
        string idToken, string? accessToken, string code, IdentityProviderDefinition provider, string nonce, CancellationToken cancellationToken)
    {
        JsonWebToken token = TokenVerifier.Read(idToken) ?? throw Refused("The identity token is none.");
        VerifiedToken verified = await verifier.VerifyAsync(token, TokenRules.Of(provider, provider.ClientId), cancellationToken);
        if (verified.Claims is not JsonElement claims)
        {
            throw Refused($"The identity token does not hold: {verified.Fault}.");
        }

        bool foreign = claims.TryGetProperty("azp", out _) ? Text(claims, "azp") != provider.ClientId : token.Audiences.Skip(1).Any();
        return foreign ? throw Refused("The identity token was given to another client.")
            : !IsEqual(Text(claims, "nonce"), nonce) ? throw Refused("The identity token is not for this sign-in.")
            : !HashFits(claims, "at_hash", accessToken, token.Alg) || !HashFits(claims, "c_hash", code, token.Alg) ? throw Refused("The identity token belongs to another code or access token.")
            : claims;
    }

    /// <summary>Claims that the identity token lacks are asked for, as many providers give them nowhere else.</summary>
    private async Task<JsonElement> WithUserInfoAsync(
        JsonElement claims, string? accessToken, IdentityProviderDefinition provider, ProviderMetadata metadata, CancellationToken cancellationToken)
    {
        string first = provider.OrganisationClaim.Split('.')[0];
        if (claims.TryGetProperty(first, out _) || accessToken is null || metadata.UserInfoUrl is not string url)
        {
            return claims;
        }

        using JsonDocument info = await client.GetAsync(url, accessToken, cancellationToken);
        return Text(info.RootElement, "sub") == Text(claims, "sub") ? info.RootElement.Clone() : throw Refused("The provider speaks of another person.");
    }

    /// <summary>Whether a claim, when it is there, is the left half of a value's hash (OpenID Connect Core 1.0 section 3.1.3.6).</summary>
    private static bool HashFits(JsonElement claims, string name, string? value, string algorithm)
    {
        if (!claims.TryGetProperty(name, out JsonElement claim))
        {
            return true;
        }

        byte[] bytes = Encoding.ASCII.GetBytes(value ?? "");
        byte[] hash = algorithm.EndsWith("512", StringComparison.Ordinal) ? SHA512.HashData(bytes)
            : algorithm.EndsWith("384", StringComparison.Ordinal) ? SHA384.HashData(bytes) : SHA256.HashData(bytes);
        return claim.ValueKind == JsonValueKind.String && IsEqual(claim.GetString(), Base64UrlEncoder.Encode(hash, 0, hash.Length / 2));
    }

    private static string Query(string url, params (string Name, string Value)[] values) =>
        url + (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + string.Join('&', values.Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value)}"));

    private static bool IsEqual(string? given, string wanted) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(wanted));

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shown(string? error) => error is { Length: > 0 and <= 64 } && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? error : "nothing usable";

    private static ProblemException Refused(string cause) => new(new Problem(401, AccessProblems.SignInRefused, cause, "sign-in"));
}
