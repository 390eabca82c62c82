using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Tests.Support;

/// <summary>A server over real HTTP in a folder of its own, with calls named for what tests mean.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly RunningServer _server;

    private TestServer(RunningServer server, string root)
    {
        _server = server;
        Root = root;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
    }

    public string Root { get; }

    public Uri Address => _server.Address;

    public static async Task<TestServer> StartAsync(Estate estate, string? root = null, Func<ServerOptions, ServerOptions>? change = null)
    {
        root ??= NewFolder();
        ServerOptions options = new()
        {
            Workspace = estate.Build(),
            Root = root,
            Log = false,
            Translation = TestTranslation.Calls,
            DrainTimeout = TimeSpan.FromSeconds(5),
        };
        return new TestServer(await ParleyServer.StartAsync(change?.Invoke(options) ?? options, CancellationToken.None), root);
    }

    public static string NewFolder() => RunFolder.New();

    public T Part<T>()
        where T : notnull => _server.Services.GetRequiredService<T>();

    public async Task<Answer> DepositAsync(string system, string body, string? key = null, string type = "incident", Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/v1/systems/{system}/messages/{type}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Estate.KeyOf(system));
        change?.Invoke(request);
        return await SendAsync(request);
    }

    public Task<Answer> GetAsync(string path, string? key = Estate.OperatorKey) => CallAsync(HttpMethod.Get, path, null, key);

    public Task<Answer> PostAsync(string path, string body, string? key = Estate.OperatorKey) => CallAsync(HttpMethod.Post, path, body, key);

    /// <summary>A call with whatever the test puts into it.</summary>
    public async Task<Answer> CallAsync(HttpMethod method, string path, Action<HttpRequestMessage> change)
    {
        using HttpRequestMessage request = new(method, path);
        change(request);
        return await SendAsync(request);
    }

    public async Task<Answer> CallAsync(HttpMethod method, string path, string? body, string? key)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return await SendAsync(request);
    }

    /// <summary>Asks until an answer satisfies; the server is given no more than half a minute.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> satisfied)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        for (int looks = 1; ; looks++)
        {
            Answer answer = await GetAsync(path);
            if (answer.Status == 200 && satisfied(answer.Json))
            {
                return answer.Json;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"{path} still answers {answer.Text}");
            }

            await Poll.PauseAsync(looks, CancellationToken.None);
        }
    }

    public Task<JsonElement> UntilStatusAsync(string exchange, string status) =>
        UntilAsync($"/v1/exchanges/{exchange}", e => e.GetProperty("status").GetString() == status);

    public async Task StopAsync() => await _server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await _client.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, string? MediaType)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;

        public string Exchange => Json.GetProperty("exchange").GetString()!;

        public string Code => Json.GetProperty("code").GetString()!;
    }
}
