using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Cli.Input;

/// <summary>Speaks to a server's HTTP API with one key.</summary>
internal sealed class ServerClient : IDisposable
{
    private const int MostAnswerBytes = 64 << 20;

    private readonly HttpClient _http;

    /// <summary>Makes a client; misuse when the address or the key is none.</summary>
    /// <param name="address">The server's address.</param>
    /// <param name="keyReference">Where the key is.</param>
    /// <param name="patience">How long one request may take; null for the usual 100 seconds.</param>
    public ServerClient(string address, string keyReference, TimeSpan? patience = null)
    {
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--server wants an http or https address, not {address}");
        }

        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = uri,
            MaxResponseContentBufferSize = MostAnswerBytes,
            Timeout = patience ?? TimeSpan.FromSeconds(100),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", KeySource.Read(keyReference));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("parley", "1"));
    }

    /// <summary>The server's address.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Sends a request and reads the answer.</summary>
    public async Task<ServerAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            string body = await response.Content.ReadAsStringAsync(cancellationToken);
            return new ServerAnswer((int)response.StatusCode, Parse(body), body);
        }
        catch (HttpRequestException fault)
        {
            return ServerAnswer.None($"{Address} cannot be reached: {fault.Message}");
        }
        catch (TaskCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            return ServerAnswer.None($"{Address} did not answer in time: {fault.Message}");
        }
    }

    /// <summary>Sends a request and answers as soon as the headers are there; null, with the reason said, when there is no answer.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(HttpRequestMessage request, Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            say($"{Address} cannot be reached: {fault.Message}");
        }
        catch (TaskCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            say($"{Address} did not answer in time: {fault.Message}");
        }

        return null;
    }

    /// <summary>What a response says, as <see cref="SendAsync"/> gives it.</summary>
    public static async Task<ServerAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new ServerAnswer((int)response.StatusCode, Parse(body), body);
    }

    /// <summary>Gets an address below the server's.</summary>
    public async Task<ServerAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Gets content, with the reason for which it is read.</summary>
    public async Task<ServerAnswer> GetAsync(string path, string? reason, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        StatedReason.Add(request.Headers, null, reason);
        return await SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonNode? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
