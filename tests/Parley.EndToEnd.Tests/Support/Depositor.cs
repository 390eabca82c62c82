using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>A system that hands in messages and looks at what became of them.</summary>
internal sealed class Depositor(string system, string type) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public async Task<Answer> DepositAsync(string address, string body, string? key = null) =>
        await DepositAsync(address, Encoding.UTF8.GetBytes(body), key: key);

    public async Task<Answer> DepositAsync(string address, byte[] body, string? mediaType = null, string? key = null, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"{address}/v1/systems/{system}/messages/{type}") { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HttpEstate.Key(system));
        if (mediaType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        change?.Invoke(request);
        return await SendAsync(request);
    }

    /// <summary>Asks as a system.</summary>
    public Task<Answer> GetAsync(string address, string path, string by) => AskAsync(HttpMethod.Get, address + path, by);

    /// <summary>Orders something as a system.</summary>
    public Task<Answer> PostAsync(string address, string path, string by) => AskAsync(HttpMethod.Post, address + path, by);

    /// <summary>The open exceptions that a system sees.</summary>
    public async Task<IReadOnlyList<JsonNode>> ExceptionsAsync(string address, string by) =>
        [.. (await GetAsync(address, "/v1/exceptions?limit=200", by)).Json["exceptions"]!.AsArray().Select(e => e!)];

    public void Dispose() => _client.Dispose();

    private async Task<Answer> AskAsync(HttpMethod method, string url, string by)
    {
        using HttpRequestMessage request = new(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HttpEstate.Key(by));
        return await SendAsync(request);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType ?? "",
            response.Headers.RetryAfter?.Delta,
            response.Headers.Contains("Idempotency-Replayed"),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
