using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>Makes the HTTP calls of processes, to the places that are permitted and no others. Redirects are not followed, cookies not kept.</summary>
/// <param name="handler">Makes the connections; disposed of with this.</param>
/// <param name="refusal">Why an address may not be called; null when it may.</param>
/// <param name="secret">Gives a secret; null when there is none of that name.</param>
/// <param name="time">The clock.</param>
public sealed class HttpCaller(HttpMessageHandler handler, Func<Uri, string?> refusal, Func<string, string?> secret, TimeProvider time) : IDisposable
{
    private const int MostBytes = 16 << 20;
    private const int MostAtOnce = 64;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _rooms = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _client = new(handler)
    {
        Timeout = TimeSpan.FromSeconds(100),
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>Makes a call; whatever goes wrong is an answer of its own.</summary>
    /// <param name="effect">The call.</param>
    /// <param name="cancellationToken">The answer is no longer wanted; the call is then given up with an exception.</param>
    public async Task<ProcessEvent> CallAsync(HttpEffect effect, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(effect);
        try
        {
            using HttpRequestMessage request = Request(effect);
            if (effect.Request.Authentication is { } authentication)
            {
                request.Headers.Authorization = await AuthorizeAsync(authentication, cancellationToken);
            }

            using HttpResponseMessage response = await SendAsync(request, cancellationToken);
            byte[] content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new HttpAnswered(effect.Key, new HttpAnswer((int)response.StatusCode, Headers(response), content), time.GetUtcNow());
        }
        catch (CallRefusedException refused)
        {
            return new EffectFailed(effect.Key, refused.Error, time.GetUtcNow());
        }
        catch (Exception fault) when (IsFault(fault, cancellationToken))
        {
            ProcessError error = fault is OperationCanceledException
                ? ProcessError.Standard(ProcessErrorTypes.Timeout, "The call took too long")
                : ProcessError.Standard(ProcessErrorTypes.Communication, "The call could not be made", fault.Message);
            return new EffectFailed(effect.Key, error, time.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        foreach (SemaphoreSlim room in _rooms.Values)
        {
            room.Dispose();
        }
    }

    private static bool IsFault(Exception fault, CancellationToken cancellationToken) =>
        fault is HttpRequestException or UriFormatException or FormatException or IOException
        || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    // What one place holds up must not hold up others, and waiting for room is not part of the time that a call may take.
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri!;
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https"))
        {
            throw new CallRefusedException(ProcessError.Standard(ProcessErrorTypes.Communication, "The call could not be made", "the address is no absolute http or https address"));
        }

        if (refusal(uri) is { } why)
        {
            throw new CallRefusedException(ProcessError.Standard(ProcessErrorTypes.Authorization, "The address may not be called", why));
        }

        SemaphoreSlim room = _rooms.GetOrAdd(uri.Authority, _ => new SemaphoreSlim(MostAtOnce));
        await room.WaitAsync(cancellationToken);
        try
        {
            return await _client.SendAsync(request, cancellationToken);
        }
        finally
        {
            room.Release();
        }
    }

    private HttpRequestMessage Request(HttpEffect effect)
    {
        HttpRequestMessage request = new(new HttpMethod(effect.Request.Method), SecretMarks.Replace(effect.Request.Uri, n => Uri.EscapeDataString(Secret(n)), out _));
        string? type = null;
        foreach ((string name, string value) in effect.Request.Headers)
        {
            string whole = SecretMarks.Replace(value, Secret, out _);
            if (name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
            {
                type = whole;
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, whole);
            }
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", Uri.EscapeDataString(effect.Key));
        if (effect.Request.Body is { } body)
        {
            JqValue whole = SecretMarks.Replace(body, Secret, out _);
            bool isText = whole.Kind == JqKind.String;
            request.Content = new ByteArrayContent(isText ? Encoding.UTF8.GetBytes(whole.AsString) : whole.ToUtf8());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type ?? (isText ? "text/plain; charset=utf-8" : "application/json"));
        }

        return request;
    }

    private async Task<AuthenticationHeaderValue> AuthorizeAsync(HttpAuthentication authentication, CancellationToken cancellationToken)
    {
        JqValue settings = authentication.Secret is { } name ? Parsed(name) : SecretMarks.Replace(authentication.Settings ?? JqValue.Null, Secret, out _);
        switch (authentication.Scheme)
        {
            case "basic":
                return new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Text(settings, "username")}:{Text(settings, "password")}")));
            case "bearer":
                return new("Bearer", Text(settings, "token"));
            default:
                return new("Bearer", await TokenAsync(settings, cancellationToken));
        }
    }

    private async Task<string> TokenAsync(JqValue settings, CancellationToken cancellationToken)
    {
        JqValue client = settings.Member("client") ?? JqValue.Null;
        string path = Text(settings.Member("endpoints") ?? JqValue.Null, "token");
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials" };
        Join(form, "scope", settings.Member("scopes"));
        Join(form, "audience", settings.Member("audiences"));
        bool inHeader = Text(client, "authentication") == "client_secret_basic";
        if (!inHeader)
        {
            form["client_id"] = Text(client, "id");
            form["client_secret"] = Text(client, "secret");
        }

        using HttpRequestMessage request = new(HttpMethod.Post, Text(settings, "authority").TrimEnd('/') + (path.Length == 0 ? "/oauth2/token" : path));
        request.Content = new FormUrlEncodedContent(form);
        if (inHeader)
        {
            string pair = $"{Uri.EscapeDataString(Text(client, "id"))}:{Uri.EscapeDataString(Text(client, "secret"))}";
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        using HttpResponseMessage response = await SendAsync(request, cancellationToken);
        byte[] content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode && JqValue.TryParse(content, out JqValue? answer, out _) && Text(answer, "access_token") is { Length: > 0 } token
            ? token
            : throw new CallRefusedException(ProcessError.Standard(ProcessErrorTypes.Authentication, "No token was given", $"the authority answered {(int)response.StatusCode}"));
    }

    private static void Join(Dictionary<string, string> form, string name, JqValue? list)
    {
        if (list is { Items.Count: > 0 })
        {
            form[name] = string.Join(' ', list.Items.Select(i => i.Kind == JqKind.String ? i.AsString : i.ToString()));
        }
    }

    private string Secret(string name) => secret(name)
        ?? throw new CallRefusedException(ProcessError.Standard(ProcessErrorTypes.Authorization, "A secret is not there", $"nobody has said where the secret '{name}' is"));

    private JqValue Parsed(string name) => JqValue.TryParse(Encoding.UTF8.GetBytes(Secret(name)), out JqValue? value, out _) && value.Kind == JqKind.Object
        ? value
        : throw new CallRefusedException(ProcessError.Standard(ProcessErrorTypes.Configuration, "A secret is of the wrong form", $"'{name}' must be a JSON object"));

    private static string Text(JqValue value, string member) => value.Member(member) is { } found && found.Kind != JqKind.Null
        ? found.Kind == JqKind.String ? found.AsString : found.ToString()
        : "";

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            headers[name] = string.Join(", ", values);
        }

        return headers;
    }
}
