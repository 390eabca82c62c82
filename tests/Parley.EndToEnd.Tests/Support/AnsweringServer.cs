using System.Net;
using System.Text;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>A server that gives answers prepared by address and keeps the requests it got: for what the client makes of answers.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _loop;

    public AnsweringServer(Func<string, (int Status, string Body)> answer)
    {
        (_listener, Address) = Listen();
        _loop = LoopAsync(answer);
    }

    public string Address { get; }

    public List<(string Path, string? Authorization, string? ContentType, string Body)> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    // HttpListener takes no port 0, so a few are tried.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (int port = 20000 + (Environment.ProcessId % 20000); ; port++)
        {
            HttpListener listener = new();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, $"http://127.0.0.1:{port}");
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task LoopAsync(Func<string, (int Status, string Body)> answer)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
            Requests.Add((context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], context.Request.ContentType, await reader.ReadToEndAsync()));
            (int status, string body) = answer(context.Request.Url.AbsolutePath);
            context.Response.StatusCode = status;
            context.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }
}
