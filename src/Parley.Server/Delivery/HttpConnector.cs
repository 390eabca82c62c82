using System.Net;
using System.Net.Http.Headers;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;

namespace Parley.Server.Delivery;

/// <summary>Delivers by HTTP: one request an attempt, no redirects, the answer read up to a bound.</summary>
internal sealed class HttpConnector : Connector
{
    private const int MostKept = 1024;
    private const int MostError = 300;

    private readonly HttpDelivery _delivery;
    private readonly HttpMessageInvoker _client;
    private readonly RequestAuth _auth;
    private readonly string _url;
    private readonly Uri? _fixedUrl;
    private readonly HttpMethod _method;
    private readonly MediaTypeHeaderValue _mediaType;
    private readonly int _mostReply;

    public HttpConnector(HttpDelivery delivery, string mediaType, int mostReply, Secrets secrets, TimeProvider time)
    {
        _delivery = delivery;
        _client = new HttpMessageInvoker(HttpHandlers.Make(delivery.Auth as MutualTlsAuth, secrets, delivery.Concurrency));
        _auth = RequestAuth.Make(delivery.Auth, secrets, time);
        _url = delivery.Url;
        _method = HttpMethod.Parse(delivery.Method);
        _mediaType = MediaTypeHeaderValue.Parse(mediaType);
        _mostReply = mostReply;
        _fixedUrl = _url.Contains('{', StringComparison.Ordinal) ? null : new Uri(_url);
    }

    /// <inheritdoc/>
    public override async Task<AttemptResult> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        Uri? url = _fixedUrl ?? FillUrl(message);
        if (url is null)
        {
            return new AttemptResult(AttemptKind.Refused, null, null, "The address asks for an attribute that the message's subject does not have.")
            {
                Code = ServerIssues.CannotWrite,
            };
        }

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_delivery.Timeout);
        try
        {
            AttemptResult result = await SendOnceAsync(message, url, timeout.Token);
            if (result.HttpStatus == 401 && _auth.Forget())
            {
                result = await SendOnceAsync(message, url, timeout.Token);
            }

            return result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new AttemptResult(AttemptKind.Unreachable, null, null, $"No answer within {_delivery.Timeout.TotalSeconds:0.###} s.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            message.MayHaveLeft &= failure is not HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
            };
            return new AttemptResult(AttemptKind.Unreachable, null, null, failure.InnerException?.Message ?? failure.Message);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _client.Dispose();
        _auth.Dispose();
        base.Dispose();
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: TimeSpan delta } => delta,
        { Date: DateTimeOffset date } when response.Headers.Date is DateTimeOffset now => date - now,
        _ => null,
    };

    private static AttemptKind KindOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => AttemptKind.Delivered,
        429 or 502 or 503 or 504 => AttemptKind.Unreachable,
        408 or 425 or >= 500 => AttemptKind.Failed,
        _ => AttemptKind.Refused,
    };

    private async Task<AttemptResult> SendOnceAsync(Outgoing message, Uri url, CancellationToken cancellationToken)
    {
        ReadOnlyMemoryContent body = new(message.Body);
        body.Headers.ContentType = _mediaType;
        using HttpRequestMessage request = new(_method, url) { Content = _delivery.Media == MediaDelivery.ByValue ? MultipartMessage.Of(body, message.Attachments) : body };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id);
        foreach ((string name, string value) in _delivery.Headers)
        {
            AddHeader(request, body, name, UrlTemplate.Fill(value, message.Value, HeaderSafe));
        }

        await _auth.ApplyAsync(request, cancellationToken);
        message.MayHaveLeft = true;
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
        AttemptKind kind = KindOf(response.StatusCode);
        bool isReply = kind == AttemptKind.Delivered && message.Accept.Reply is not null;
        (byte[]? answer, bool tooLarge) = await BoundedContent.ReadAsync(response.Content, isReply ? _mostReply : MostKept, cancellationToken);
        return new AttemptResult(kind, (int)response.StatusCode, answer, kind == AttemptKind.Delivered ? null : Describe(response, answer))
        {
            RetryAfter = RetryAfter(response),
            BodyTooLarge = isReply && tooLarge,
        };
    }

    private static string Describe(HttpResponseMessage response, byte[]? body)
    {
        string text = body is null ? "" : ": " + System.Text.Encoding.UTF8.GetString(body).Replace("\0", "", StringComparison.Ordinal);
        return $"The recipient answered {(int)response.StatusCode}{(text.Length > MostError ? text[..MostError] : text)}";
    }

    // What says something of the content says it of the message.
    private static void AddHeader(HttpRequestMessage request, HttpContent body, string name, string value)
    {
        if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            body.Headers.Remove(name);
            body.Headers.TryAddWithoutValidation(name, value);
        }
        else
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>A value cannot end its header and begin another.</summary>
    private static string HeaderSafe(string value) => string.Create(value.Length, value, static (span, text) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = char.IsControl(text[i]) ? ' ' : text[i];
        }
    });

    /// <summary>The address with escaped values; null when one is missing or would change the path (<c>..</c>).</summary>
    private Uri? FillUrl(Outgoing message)
    {
        bool usable = true;
        string filled = UrlTemplate.Fill(_url, message.Value, value =>
        {
            usable &= value is not ("" or "." or "..");
            return Uri.EscapeDataString(value);
        });
        return usable ? new Uri(filled) : null;
    }
}
