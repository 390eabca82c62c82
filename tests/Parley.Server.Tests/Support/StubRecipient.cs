using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Tests.Support;

/// <summary>A recipient over real HTTP: keeps what it gets, answers as it is told.</summary>
internal sealed class StubRecipient : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Request> _requests = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private StubRecipient(WebApplication app) => _app = app;

    /// <summary>How it answers: status, body and headers.</summary>
    public Func<Request, HttpContext, Task> Answer { get; set; } = (_, context) =>
    {
        context.Response.StatusCode = 200;
        return Task.CompletedTask;
    };

    public Uri Address { get; private set; } = null!;

    /// <summary>All requests, refused ones included.</summary>
    public IReadOnlyList<Request> Requests => [.. _requests];

    public static async Task<StubRecipient> StartAsync(int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, port));
        WebApplication app = builder.Build();
        StubRecipient stub = new(app);
        app.Run(stub.HandleAsync);
        await app.StartAsync();
        stub.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/in");
        return stub;
    }

    /// <summary>Fails the first attempt, and that only when the test says so: what is changed meanwhile is changed in flight.</summary>
    public (Task InFlight, TaskCompletionSource Answer) FailOnce()
    {
        TaskCompletionSource inFlight = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer = async (_, context) =>
        {
            context.Response.StatusCode = answer.Task.IsCompleted ? 200 : 500;
            inFlight.TrySetResult();
            await answer.Task;
        };
        return (inFlight.Task, answer);
    }

    /// <summary>Waits for a number of further requests.</summary>
    public async Task<IReadOnlyList<Request>> WaitAsync(int count)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        for (int i = 0; i < count; i++)
        {
            await _arrived.WaitAsync(patience.Token);
        }

        return Requests;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        Request request = new(
            context.Request.Path + context.Request.QueryString,
            System.Text.Encoding.UTF8.GetString(body.ToArray()),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _requests.Enqueue(request);
        await Answer(request, context);
        _arrived.Release();
    }

    internal sealed record Request(string Path, string Body, Dictionary<string, string> Headers)
    {
        public string Key => Headers["Idempotency-Key"];
    }
}
