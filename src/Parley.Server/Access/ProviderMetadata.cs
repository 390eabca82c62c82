using System.Text.Json;

namespace Parley.Server.Access;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0 section 3), as far as it is used.</summary>
internal sealed record ProviderMetadata
{
    public required string Issuer { get; init; }

    public required string KeysUrl { get; init; }

    public string? AuthorizationUrl { get; init; }

    public string? TokenUrl { get; init; }

    public string? UserInfoUrl { get; init; }

    public string? EndSessionUrl { get; init; }

    /// <summary>Reads the document; null when it is not this issuer's, or names an address that secrets must not travel to.</summary>
    public static ProviderMetadata? Read(JsonElement document, string issuer)
    {
        string? Address(string name) => document.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            && Uri.TryCreate(value.GetString(), UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) ? uri.AbsoluteUri : null;

        return document.ValueKind == JsonValueKind.Object
            && document.TryGetProperty("issuer", out JsonElement own) && own.ValueKind == JsonValueKind.String && own.GetString() == issuer
            && Address("jwks_uri") is string keys
            ? new ProviderMetadata
            {
                Issuer = issuer,
                KeysUrl = keys,
                AuthorizationUrl = Address("authorization_endpoint"),
                TokenUrl = Address("token_endpoint"),
                UserInfoUrl = Address("userinfo_endpoint"),
                EndSessionUrl = Address("end_session_endpoint"),
            }
            : null;
    }
}
