using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Parley.Limit;

/// <summary>Posts each committed exchange to the recipient over a pool of connections, until it is accepted.</summary>
internal sealed class Deliverer(Uri recipient, ChannelReader<Exchange> deliveries, CommitWriter commits, SemaphoreSlim room) : IDisposable
{
    private const int Connections = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly MediaTypeHeaderValue Xml = new("application/xml", "utf-8");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = Connections,
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => DeliverAsync(cancellationToken), cancellationToken)));

    public void Dispose() => _http.Dispose();

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        await foreach (var exchange in deliveries.ReadAllAsync(cancellationToken))
        {
            while (!await TryPostAsync(exchange.Xml, cancellationToken))
            {
                await Task.Delay(Pause, cancellationToken);
            }

            exchange.IsDelivered = true;
            await commits.EnqueueAsync(exchange, cancellationToken);
            room.Release();
        }
    }

    private async Task<bool> TryPostAsync(byte[] xml, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, recipient) { Content = new ByteArrayContent(xml) };
        request.Content.Headers.ContentType = Xml;
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
