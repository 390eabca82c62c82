using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Subscriptions;

/// <summary>
/// Speaks to subscribers as the web hooks of CloudEvents say: asks whether they want events at all (<c>OPTIONS</c>), and sends them, signed. No redirect is followed.
/// </summary>
internal sealed class WebhookClient(WebhookSigner signer, EventIds ids, WorkspaceHost workspace, Secrets secrets, ServerOptions options) : IDisposable
{
    private const string One = "application/cloudevents+json";
    private const string Many = "application/cloudevents-batch+json";
    private const int MostAnswer = 1024;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(15);

    private readonly HttpMessageInvoker _client = new(HttpHandlers.Make(null, secrets, 4));

    /// <summary>Asks an address whether it wants events.</summary>
    /// <returns>Null for yes, otherwise why not; and the most requests a minute, null for any number.</returns>
    public async Task<(string? Refusal, int? Rate)> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Options, address);
        request.Headers.TryAddWithoutValidation("WebHook-Request-Origin", Origin());
        try
        {
            using HttpResponseMessage response = await SendAsync(request, cancellationToken);
            string? allowed = Header(response, "WebHook-Allowed-Origin");
            return allowed == "*" || string.Equals(allowed, Origin(), StringComparison.OrdinalIgnoreCase)
                ? (null, RateOf(Header(response, "WebHook-Allowed-Rate")))
                : ($"It answered {(int)response.StatusCode} {(allowed is null ? "without WebHook-Allowed-Origin" : "for another origin")}; this one is {Origin()}.", null);
        }
        catch (Exception failure) when (IsTheirs(failure, cancellationToken))
        {
            return (WhyOf(failure), null);
        }
    }

    /// <summary>Sends events.</summary>
    public async Task<WebhookResult> SendAsync(SubscriptionRow subscription, IReadOnlyList<ChangeEvent> events, CancellationToken cancellationToken)
    {
        bool single = subscription.Batch == 1;
        byte[] body = Body(events, single);
        string mediaType = single ? One : Many;
        using HttpRequestMessage request = new(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        request.Headers.TryAddWithoutValidation("Origin", Origin());
        signer.Sign(request, body, mediaType, options.Time.GetUtcNow().ToUnixTimeSeconds());
        try
        {
            using HttpResponseMessage response = await SendAsync(request, cancellationToken);
            int status = (int)response.StatusCode;
            return new WebhookResult(status is >= 200 and < 300, status == 410, status is >= 200 and < 300 ? null : $"It answered {status}.", response.Headers.RetryAfter?.Delta);
        }
        catch (Exception failure) when (IsTheirs(failure, cancellationToken))
        {
            return new WebhookResult(false, false, WhyOf(failure), null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static bool IsTheirs(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string WhyOf(Exception failure) => failure is OperationCanceledException
        ? $"No answer within {s_timeout.TotalSeconds:0} s."
        : failure.InnerException?.Message ?? failure.Message;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First().Trim() : null;

    private static int? RateOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rate) && rate > 0 ? rate : null;

    private byte[] Body(IReadOnlyList<ChangeEvent> events, bool single)
    {
        ArrayBufferWriter<byte> buffer = new(512 * events.Count);
        using Utf8JsonWriter writer = new(buffer, JsonResponse.Options);
        if (!single)
        {
            writer.WriteStartArray();
        }

        foreach (ChangeEvent change in events)
        {
            ChangeEventJson.Write(writer, change, ids);
        }

        if (!single)
        {
            writer.WriteEndArray();
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_timeout);
        HttpResponseMessage response = await _client.SendAsync(request, timeout.Token);
        try
        {
            // What it says beyond its status is of no use; read, so that the connection can be used again.
            await BoundedContent.ReadAsync(response.Content, MostAnswer, timeout.Token);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // The name by which recipients know who sends: the host that callers know the server by.
    private string Origin()
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        return new Uri(loaded.Access.PublicUrl ?? loaded.Installation.Listen).Host;
    }
}
