using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Tests.Support;

/// <summary>A subscriber over real HTTP: agrees to be sent events, keeps each, and answers as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly StubRecipient _stub;
    private readonly Lock _gate = new();
    private readonly List<JsonElement> _events = [];
    private readonly SemaphoreSlim _taken = new(0);

    private WebhookReceiver(StubRecipient stub) => _stub = stub;

    /// <summary>The status of the answer to events; 204 unless said otherwise.</summary>
    public Func<StubRecipient.Request, int> Status { get; set; } = _ => 204;

    /// <summary>The headers of the answer to OPTIONS.</summary>
    public Dictionary<string, string> Agreement { get; } = new() { ["WebHook-Allowed-Origin"] = "127.0.0.1", ["WebHook-Allowed-Rate"] = "*" };

    public Uri Address => _stub.Address;

    public IReadOnlyList<StubRecipient.Request> Requests => [.. _stub.Requests.Where(r => r.Headers.ContainsKey("Signature"))];

    public IReadOnlyList<StubRecipient.Request> Questions => [.. _stub.Requests.Where(r => r.Headers.ContainsKey("WebHook-Request-Origin"))];

    /// <summary>The events taken, in the order of arrival.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public IReadOnlyList<string> Ids => [.. Events.Select(e => e.GetProperty("id").GetString()!)];

    public static async Task<WebhookReceiver> StartAsync(int port = 0)
    {
        StubRecipient stub = await StubRecipient.StartAsync(port);
        WebhookReceiver receiver = new(stub);
        stub.Answer = receiver.AnswerAsync;
        return receiver;
    }

    /// <summary>Waits until so many further events have been taken.</summary>
    public async Task WaitAsync(int count)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        for (int i = 0; i < count; i++)
        {
            await _taken.WaitAsync(patience.Token);
        }
    }

    /// <summary>Waits for so many requests with events, whatever was answered.</summary>
    public Task AskedAsync(int count) => Poll.UntilAsync(() => Requests.Count >= count);

    public async ValueTask DisposeAsync()
    {
        await _stub.DisposeAsync();
        _taken.Dispose();
    }

    private Task AnswerAsync(StubRecipient.Request request, HttpContext context)
    {
        if (context.Request.Method == "OPTIONS")
        {
            foreach ((string name, string value) in Agreement)
            {
                context.Response.Headers[name] = value;
            }

            return Task.CompletedTask;
        }

        context.Response.StatusCode = Status(request);
        if (context.Response.StatusCode < 300)
        {
            JsonElement body = JsonDocument.Parse(request.Body).RootElement;
            JsonElement[] events = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : [body];
            lock (_gate)
            {
                _events.AddRange(events);
            }

            _taken.Release(events.Length);
        }

        return Task.CompletedTask;
    }
}
