using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wexshire.Estate.Sending;

/// <summary>Sends one message to the platform over HTTP. What the message says is none of its business.</summary>
internal sealed class PlatformClient(Uri platform, string system, string key) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = platform, Timeout = TimeSpan.FromSeconds(30) };

    public async Task<SendResult> Send(OutboxEntry entry, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/systems/{Uri.EscapeDataString(system)}/messages/{Uri.EscapeDataString(entry.Type)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("Idempotency-Key", entry.Id);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(entry.Body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(entry.ContentType);
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            var text = await response.Content.ReadAsStringAsync(cancel);
            return new SendResult(response.IsSuccessStatusCode, IsRefusal(response.StatusCode), Answer(response, text));
        }
        catch (HttpRequestException fault)
        {
            return new SendResult(IsSent: false, IsRefused: false, fault.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SendResult(IsSent: false, IsRefused: false, "no answer in time");
        }
    }

    public void Dispose() => _http.Dispose();

    // These say that this very message will never be taken; anything else (a missing key, a platform that starts) may be mended.
    private static bool IsRefusal(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity;

    private static string Answer(HttpResponseMessage response, string text)
    {
        if (!response.IsSuccessStatusCode)
        {
            return $"{(int)response.StatusCode} {(text.Length > 500 ? text[..500] : text)}".TrimEnd();
        }

        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["exchange"]?.ToString() ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
