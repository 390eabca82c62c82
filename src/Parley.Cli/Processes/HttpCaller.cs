using System.Net.Http.Headers;
using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Cli.Processes;

/// <summary>Makes the HTTP calls of a process, to the hosts that are allowed and no others.</summary>
internal sealed class HttpCaller(IReadOnlyList<string> hosts, IReadOnlyDictionary<string, string> secrets, TimeProvider time) : IDisposable
{
    private const int MostBytes = 16 << 20;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(100),
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>Makes a call; whatever goes wrong is an answer of its own.</summary>
    public async Task<ProcessEvent> CallAsync(HttpEffect effect)
    {
        try
        {
            using HttpRequestMessage request = Request(effect);
            if (effect.Request.Authentication is { } authentication)
            {
                request.Headers.Authorization = await AuthorizeAsync(authentication);
            }

            using HttpResponseMessage response = await SendAsync(request);
            byte[] content = await response.Content.ReadAsByteArrayAsync();
            return new HttpAnswered(effect.Key, new HttpAnswer((int)response.StatusCode, Headers(response), content), time.GetUtcNow());
        }
        catch (CallRefusedException refused)
        {
            return new EffectFailed(effect.Key, refused.Error, time.GetUtcNow());
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or UriFormatException or FormatException)
        {
            ProcessError error = fault is OperationCanceledException
                ? ProcessError.Standard(ProcessErrorTypes.Timeout, "The call took too long")
                : ProcessError.Standard(ProcessErrorTypes.Communication, "The call could not be made", fault.Message);
            return new EffectFailed(effect.Key, error, time.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        Uri uri = request.RequestUri!;
        return hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) || hosts.Contains(uri.Authority, StringComparer.OrdinalIgnoreCase)
            ? await _client.SendAsync(request)
            : throw new CallRefusedException(ProcessError.Standard(
                ProcessErrorTypes.Authorization, "The host may not be called", $"'{uri.Authority}' is none of the hosts given with --allow-host"));
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

    private async Task<AuthenticationHeaderValue> AuthorizeAsync(HttpAuthentication authentication)
    {
        JqValue settings = authentication.Secret is { } name ? Parsed(name) : SecretMarks.Replace(authentication.Settings ?? JqValue.Null, Secret, out _);
        switch (authentication.Scheme)
        {
            case "basic":
                return new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Text(settings, "username")}:{Text(settings, "password")}")));
            case "bearer":
                return new("Bearer", Text(settings, "token"));
            default:
                return new("Bearer", await TokenAsync(settings));
        }
    }

    private async Task<string> TokenAsync(JqValue settings)
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

        using HttpResponseMessage response = await SendAsync(request);
        byte[] content = await response.Content.ReadAsByteArrayAsync();
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

    private string Secret(string name) => secrets.TryGetValue(name, out string? secret)
        ? secret
        : throw new CallRefusedException(ProcessError.Standard(ProcessErrorTypes.Authorization, "A secret is not there", $"give '{name}' with --secret"));

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
