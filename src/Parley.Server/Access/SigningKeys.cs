using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>
/// The public keys of issuers. Fetched when first needed, every hour, and when a token names a key that is not known yet; the latter at most twice a minute,
/// so that tokens with invented names do not make this server a nuisance to the provider.
/// </summary>
internal sealed class SigningKeys(ProviderClient client, ServerOptions options)
{
    private const int LeastRsaBits = 2048;
    private static readonly TimeSpan s_lives = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Issuer, string? Url), Entry> _entries = new();

    /// <summary>The issuer's key of a name (or its only key, when the token names none); null when it has none. A problem when the issuer cannot be asked.</summary>
    public async Task<SecurityKey?> FindAsync(string issuer, string? keysUrl, string? name, CancellationToken cancellationToken)
    {
        Entry entry = _entries.GetOrAdd((issuer, keysUrl), _ => new Entry());
        IReadOnlyList<JsonWebKey>? keys = entry.Keys;
        if (keys is null || options.Time.GetElapsedTime(entry.Fetched) >= s_lives || Pick(keys, name) is null)
        {
            keys = await RefreshAsync(entry, issuer, keysUrl, cancellationToken);
        }

        return Pick(keys, name);
    }

    private async Task<IReadOnlyList<JsonWebKey>> RefreshAsync(Entry entry, string issuer, string? keysUrl, CancellationToken cancellationToken)
    {
        using (await entry.Refreshing.EnterAsync(cancellationToken))
        {
            if (entry.Tried is long tried && options.Time.GetElapsedTime(tried) < s_pause)
            {
                return entry.Keys ?? throw NotNow();
            }

            entry.Tried = options.Time.GetTimestamp();
            try
            {
                string url = keysUrl ?? (await client.DiscoverAsync(issuer, cancellationToken)).KeysUrl;
                using JsonDocument document = await client.GetAsync(url, null, cancellationToken);
                (entry.Keys, entry.Fetched) = (Read(document.RootElement), options.Time.GetTimestamp());
            }
            catch (ProblemException) when (entry.Keys is not null)
            {
                // What was known stays good while the issuer cannot be asked: a provider's failure must not stop what runs.
            }

            return entry.Keys;
        }
    }

    private static ProblemException NotNow() => new(new Problem(
        503, AccessProblems.ProviderUnreachable, "The identity provider's keys could not be fetched.", "identity provider") { RetryAfter = (int)s_pause.TotalSeconds });

    private static JsonWebKey? Pick(IReadOnlyList<JsonWebKey> keys, string? name) =>
        name is null ? (keys is [JsonWebKey only] ? only : null) : keys.FirstOrDefault(k => k.Kid == name);

    /// <summary>Public keys for signatures alone: what a set holds besides (symmetric, for encryption, too short) can verify nothing here.</summary>
    private static List<JsonWebKey> Read(JsonElement document)
    {
        List<JsonWebKey> keys = [];
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("keys", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return keys;
        }

        foreach (JsonElement item in list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object))
        {
            JsonWebKey key = new(item.GetRawText());
            bool usable = key.Use is null or "sig" && (key.Kty is "EC" || (key.Kty is "RSA" && key.KeySize >= LeastRsaBits));
            if (usable)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private sealed class Entry
    {
        public AsyncLock Refreshing { get; } = new();

        public volatile IReadOnlyList<JsonWebKey>? Keys;

        public long Fetched;

        public long? Tried;
    }
}
