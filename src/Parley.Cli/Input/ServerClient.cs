using System.Net.Http.Headers;
using System.Text;
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
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            return ServerAnswer.None(Unreached(fault));
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ServerAnswer.None(Late);
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
            say(Unreached(fault));
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            say(Late);
        }

        return null;
    }

    /// <summary>What a response says, as the requests give it.</summary>
    public static async Task<ServerAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new ServerAnswer((int)response.StatusCode, Parse(body), body);
    }

    /// <summary>Gets an address below the server's.</summary>
    public Task<ServerAnswer> GetAsync(string path, CancellationToken cancellationToken) => GetAsync(path, default, cancellationToken);

    /// <summary>Gets content, with what for and why it is read.</summary>
    public async Task<ServerAnswer> GetAsync(string path, StatedReason why, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, path, null, why);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Posts a JSON object.</summary>
    public Task<ServerAnswer> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) => PostAsync(path, body, default, cancellationToken);

    /// <summary>Posts a JSON object, with what for and why.</summary>
    public Task<ServerAnswer> PostAsync(string path, JsonObject body, StatedReason why, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, why, cancellationToken);

    /// <summary>Posts to an address that says all there is to say.</summary>
    public async Task<ServerAnswer> PostAsync(string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, path, null, default);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Posts bytes as they are.</summary>
    public async Task<ServerAnswer> PostBytesAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, path, new ByteArrayContent(content), default);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a JSON object by any method.</summary>
    public async Task<ServerAnswer> SendAsync(HttpMethod method, string path, JsonObject body, StatedReason why, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(method, path, Content(body), why);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>A JSON object as a request carries it.</summary>
    public static StringContent Content(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>A request that says what for and why.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, StatedReason why)
    {
        HttpRequestMessage request = new(method, path) { Content = content };
        why.AddTo(request.Headers);
        return request;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private string Late => $"{Address} did not answer in time";

    private string Unreached(HttpRequestException fault) => $"{Address} cannot be reached: {fault.Message}; 'parley run' starts a server, --server names another";

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
