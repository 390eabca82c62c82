using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>A subscriber that agrees to be sent events and takes them, or refuses while it is told to.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

    public HookReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
        _app.Start();
    }

    public string Address => _app.Urls.First();

    /// <summary>Whether events are answered with 503.</summary>
    public bool Refuses { get; set; }

    /// <summary>The next event that is taken.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        return await _events.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (context.Request.Method == "OPTIONS")
        {
            context.Response.Headers["WebHook-Allowed-Origin"] = "*";
            context.Response.Headers["WebHook-Allowed-Rate"] = "*";
            return;
        }

        if (context.Request.Path != "/hooks")
        {
            // Messages are delivered to the same server.
            context.Response.StatusCode = 204;
            return;
        }

        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        context.Response.StatusCode = Refuses ? 503 : 204;
        if (!Refuses)
        {
            await _events.Writer.WriteAsync(body.RootElement.Clone(), context.RequestAborted);
        }
    }
}
