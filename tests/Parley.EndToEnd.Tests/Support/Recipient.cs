using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>
/// A system that takes deliveries over HTTP, in the test's own process: keeps each request in the order of arrival, answers as it is told,
/// and can go away and come back at the same address.
/// </summary>
internal sealed class Recipient : IAsyncDisposable
{
    /// <summary>The status that stands for ending the connection without an answer.</summary>
    public const int HangUp = 0;

    private readonly Lock _gate = new();
    private readonly List<Delivered> _taken = [];
    private readonly Dictionary<string, Delivered> _byKey = new(StringComparer.Ordinal);
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly int _port = FreePort.Next();
    private WebApplication? _app;
    private int _requests;

    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>How it answers; unless said otherwise with 204 and nothing. The answer to a request that is not 2xx means that it was not taken.</summary>
    public Func<Delivered, CancellationToken, Task<(int Status, string Body)>> Answer { get; set; } = static (_, _) => Task.FromResult((204, ""));

    /// <summary>All requests that came in, taken or not, repeats included.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What was taken, the first of each idempotency key, in the order of arrival.</summary>
    public IReadOnlyList<Delivered> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>Faults of the platform that only the recipient can see: a key that came with two contents, or no key.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public async Task<Recipient> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, _port));
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(TakeAsync);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public async Task StopAsync()
    {
        if (_app is WebApplication app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    /// <summary>Waits until so many different messages were taken.</summary>
    public async Task HasAsync(int count, TimeSpan patience)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_taken.Count >= count)
            {
                return;
            }

            _waiting.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Of {count} messages {Taken.Count} came within {patience.TotalSeconds} s, in {Requests} requests.");
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        Delivered delivered = new(context.Request.Headers["Idempotency-Key"].ToString(), await reader.ReadToEndAsync(context.RequestAborted));
        Interlocked.Increment(ref _requests);
        (int status, string body) = await Answer(delivered, context.RequestAborted);
        if (status is >= 200 and < 300)
        {
            Keep(delivered);
        }

        if (status == HangUp)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        if (body.Length > 0)
        {
            await context.Response.WriteAsync(body, context.RequestAborted);
        }
    }

    private void Keep(Delivered delivered)
    {
        lock (_gate)
        {
            if (delivered.Key.Length == 0)
            {
                Faults.Enqueue($"no idempotency key: {delivered.Body}");
            }
            else if (_byKey.TryGetValue(delivered.Key, out Delivered? first))
            {
                if (first.Body != delivered.Body)
                {
                    Faults.Enqueue($"key {delivered.Key} came with two contents: {first.Body} and {delivered.Body}");
                }

                return;
            }

            _byKey.Add(delivered.Key, delivered);
            _taken.Add(delivered);
            foreach ((_, TaskCompletionSource reached) in _waiting.Where(w => w.Count <= _taken.Count))
            {
                reached.TrySetResult();
            }
        }
    }
}
