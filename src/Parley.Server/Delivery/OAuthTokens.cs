using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Polly;
using Polly.Retry;

namespace Parley.Server.Delivery;

/// <summary>Fetches access tokens by client credentials (RFC 6749 section 4.4) and keeps each until shortly before it expires.</summary>
internal sealed class OAuthTokens(OAuth2Auth auth, Secrets secrets, TimeProvider time) : IDisposable
{
    private const int MostAnswer = 64 << 10;

    private static readonly TimeSpan s_early = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _client = new(HttpHandlers.Make(null, secrets, 2));
    private readonly AsyncLock _one = new();
    private readonly ResiliencePipeline _patience = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(),
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            UseJitter = true,
        })
        .Build();

    private volatile Entry? _entry;

    /// <summary>A token that is good for a while.</summary>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_entry is { } held && time.GetUtcNow() < held.Until)
        {
            return held.Token;
        }

        using (await _one.EnterAsync(cancellationToken))
        {
            if (_entry is { } found && time.GetUtcNow() < found.Until)
            {
                return found.Token;
            }

            Entry fetched = await _patience.ExecuteAsync(FetchAsync, cancellationToken);
            _entry = fetched;
            return fetched.Token;
        }
    }

    /// <summary>Forgets a token that was not accepted; false when there was none.</summary>
    public bool Forget() => Interlocked.Exchange(ref _entry, null) is not null;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async ValueTask<Entry> FetchAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = auth.ClientId,
            ["client_secret"] = secrets.Get(auth.ClientSecret),
        };
        if (auth.Scope.Length > 0)
        {
            form.Add("scope", auth.Scope);
        }

        using HttpRequestMessage request = new(HttpMethod.Post, auth.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
        (byte[]? body, _) = await BoundedContent.ReadAsync(response.Content, MostAnswer, cancellationToken);
        if (!response.IsSuccessStatusCode || body is null)
        {
            throw new HttpRequestException($"The token endpoint answered {(int)response.StatusCode}.");
        }

        return Parse(body);
    }

    private Entry Parse(byte[] body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            string token = answer.RootElement.GetProperty("access_token").GetString()!;
            double seconds = answer.RootElement.TryGetProperty("expires_in", out JsonElement expires) ? expires.GetDouble() : 60;
            TimeSpan good = TimeSpan.FromSeconds(seconds);
            return new Entry(token, time.GetUtcNow() + (good > s_early * 2 ? good - s_early : good / 2));
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HttpRequestException("The token endpoint's answer cannot be read.", failure);
        }
    }

    private sealed record Entry(string Token, DateTimeOffset Until);
}
