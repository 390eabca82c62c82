using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Speaks to identity providers: bounded in time and size, and never led elsewhere by a redirect.</summary>
internal sealed class ProviderClient : IDisposable
{
    private const int MostBytes = 256 << 10;
    private const int RetrySeconds = 10;
    private static readonly TimeSpan s_metadataLives = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (ProviderMetadata Metadata, long At)> _metadata = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ILogger<ProviderClient> _log;
    private readonly HttpClient _http;

    public ProviderClient(ServerOptions options, ILogger<ProviderClient> log)
    {
        (_time, _log) = (options.Time, log);
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MostBytes };
    }

    /// <summary>What the issuer says of itself, kept for an hour; a problem when it cannot be had.</summary>
    public async Task<ProviderMetadata> DiscoverAsync(string issuer, CancellationToken cancellationToken)
    {
        if (_metadata.TryGetValue(issuer, out (ProviderMetadata Metadata, long At) known) && _time.GetElapsedTime(known.At) < s_metadataLives)
        {
            return known.Metadata;
        }

        using JsonDocument document = await GetAsync(issuer.TrimEnd('/') + "/.well-known/openid-configuration", null, cancellationToken);
        ProviderMetadata metadata = ProviderMetadata.Read(document.RootElement, issuer)
            ?? throw Unreachable(issuer, "its discovery document is another issuer's, or lacks its keys");
        _metadata[issuer] = (metadata, _time.GetTimestamp());
        return metadata;
    }

    /// <summary>Fetches JSON; a problem when there is none.</summary>
    public Task<JsonDocument> GetAsync(string url, string? accessToken, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = new(HttpMethod.Get, url);
        if (accessToken is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        return SendAsync(request, cancellationToken);
    }

    /// <summary>Posts a form with the client's authentication (RFC 6749 section 2.3.1) and reads the JSON of the answer; a problem when there is none.</summary>
    public Task<JsonDocument> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> form, string client, string? secret, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = new(HttpMethod.Post, url);
        if (secret is null)
        {
            form = form.Append(new("client_id", client));
        }
        else
        {
            string pair = $"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        request.Content = new FormUrlEncodedContent(form);
        return SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string url = request.RequestUri!.GetLeftPart(UriPartial.Path);
        using (request)
        {
            try
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
                byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return response.IsSuccessStatusCode ? JsonDocument.Parse(body)
                    : request.Method == HttpMethod.Post && response.StatusCode == System.Net.HttpStatusCode.BadRequest
                        ? throw new ProblemException(new Problem(401, AccessProblems.SignInRefused, "The provider does not take the code it is said to have given.", "sign-in"))
                    : throw Unreachable(url, $"it answers {(int)response.StatusCode}");
            }
            catch (Exception failure) when (failure is HttpRequestException or JsonException or (TaskCanceledException and not { CancellationToken.IsCancellationRequested: true }))
            {
                throw Unreachable(url, failure.Message);
            }
        }
    }

    private ProblemException Unreachable(string url, string why)
    {
        Log.ProviderFailed(_log, url, why);
        return new ProblemException(new Problem(503, AccessProblems.ProviderUnreachable, "The identity provider did not answer as it should.", "identity provider") { RetryAfter = RetrySeconds });
    }
}
