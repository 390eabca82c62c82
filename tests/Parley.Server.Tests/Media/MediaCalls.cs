using System.Net.Http.Headers;
using System.Text;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Calls of the media API, named for what tests mean.</summary>
internal sealed class MediaCalls : IDisposable
{
    private readonly HttpClient _client;

    public MediaCalls(TestServer server) => _client = new HttpClient { BaseAddress = server.Address };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A PNG of a size: its signature, then bytes that do not repeat.</summary>
    public static byte[] Png(int size, int seed = 1)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        ((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]).CopyTo(bytes, 0);
        return bytes;
    }

    public static string Metadata(params (string Name, string Value)[] pairs) =>
        string.Join(',', pairs.Select(p => $"{p.Name} {Convert.ToBase64String(Encoding.UTF8.GetBytes(p.Value))}"));

    /// <summary>Begins an upload and answers with its address.</summary>
    public async Task<string> CreateAsync(long size, string type = "image/png", string system = "beacon", string? record = null, string name = "scene.png", string? sha256 = null)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "/v1/media", system, r => Announce(r, size, type, record, name, sha256));
        Assert.True((int)answer.StatusCode == 201, await answer.Content.ReadAsStringAsync(Token));
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Uploads all of it in one request and answers with the object's identifier.</summary>
    public async Task<string> PutAsync(byte[] bytes, string type = "image/png", string system = "beacon", string? record = null)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "/v1/media", system, r =>
        {
            Announce(r, bytes.Length, type, record, "scene.png", null);
            r.Content = Stretch(bytes);
        });
        Assert.True((int)answer.StatusCode == 201, await answer.Content.ReadAsStringAsync(Token));
        return answer.Headers.Location!.ToString()["/v1/media/".Length..];
    }

    public Task<HttpResponseMessage> PatchAsync(string address, long offset, byte[] bytes, Action<HttpRequestMessage>? change = null, string system = "beacon") =>
        SendAsync(HttpMethod.Patch, address, system, r =>
        {
            r.Headers.Add("Upload-Offset", $"{offset}");
            r.Content = Stretch(bytes);
            change?.Invoke(r);
        });

    /// <summary>The offset of an upload; null when it is not there.</summary>
    public async Task<long?> OffsetAsync(string address, string system = "beacon")
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Head, address, system);
        return answer.Headers.TryGetValues("Upload-Offset", out IEnumerable<string>? offset) ? long.Parse(offset.Single(), System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>A request of the upload protocol.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string system, Action<HttpRequestMessage>? change = null) =>
        AskAsync(method, address, Estate.KeyOf(system), r =>
        {
            r.Headers.Add("Tus-Resumable", "1.0.0");
            change?.Invoke(r);
        });

    /// <summary>A request of a reader.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string address, string key, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        change?.Invoke(request);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, Token);
    }

    public Task<HttpResponseMessage> GetAsync(string id, string key, Action<HttpRequestMessage>? change = null) => AskAsync(HttpMethod.Get, $"/v1/media/{id}", key, change);

    public static ByteArrayContent Stretch(byte[] bytes)
    {
        ByteArrayContent content = new(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return content;
    }

    public void Dispose() => _client.Dispose();

    private static void Announce(HttpRequestMessage request, long size, string type, string? record, string name, string? sha256)
    {
        List<(string, string)> said = [("filename", name), ("filetype", type)];
        if (record is not null)
        {
            said.Add(("record", record));
        }

        if (sha256 is not null)
        {
            said.Add(("sha256", sha256));
        }

        request.Headers.Add("Upload-Length", $"{size}");
        request.Headers.Add("Upload-Metadata", Metadata([.. said]));
    }
}
