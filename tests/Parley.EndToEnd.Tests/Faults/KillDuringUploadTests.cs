using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL in the middle of an upload, again and again: it goes on from what was on the disk, and the object is what was sent.</summary>
public sealed class KillDuringUploadTests
{
    private const int Size = (40 << 20) + 12_345;
    private const int Kills = 6;
    private const int Seed = 20261122;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_InTheMiddleOfAnUpload_GoesOnFromTheDisk_AndTheObjectIsWhole()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false).With(
            "parley.yaml",
            "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\nmedia: { max-size: 64MiB }\n");
        byte[] bytes = new byte[Size];
        Random random = new(Seed);
        random.NextBytes(bytes);
        ((byte[])[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes, 0);
        List<long> offsets = [];
        ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment());
        try
        {
            string address = await CreateAsync(server);
            long at = 0;
            for (int kill = 0; kill < Kills; kill++)
            {
                // Every other kill meets one long request, whose beginning is durable before its end has come; the others one after a request that was answered.
                long acknowledged = at;
                if (kill % 2 == 1)
                {
                    int step = random.Next(1, 1 << 20);
                    Assert.Equal(HttpStatusCode.NoContent, await PatchAsync(server, address, at, bytes.AsMemory((int)at, step), null));
                    acknowledged = at + step;
                }

                long until = acknowledged + random.Next(1 << 20, (Size - (int)acknowledged) / 2);
                Pause pause = new(until - acknowledged);
                Task<HttpStatusCode> patch = PatchAsync(server, address, acknowledged, bytes.AsMemory((int)acknowledged), pause);
                await pause.Sent.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
                await server.KillAsync();
                pause.Over.SetResult();
                Assert.Equal((HttpStatusCode)0, await patch);
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment());
                at = await OffsetAsync(server, address);
                Assert.InRange(at, acknowledged, Size - 1);
                offsets.Add(at);
            }

            Assert.Equal(HttpStatusCode.NoContent, await PatchAsync(server, address, at, bytes.AsMemory((int)at), null));
            using HttpClient client = new();
            using HttpRequestMessage read = Request(HttpMethod.Get, server.Address + address);
            using HttpResponseMessage answer = await client.SendAsync(read, Token);
            Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", answer.Headers.ETag?.Tag);
            byte[] content = await answer.Content.ReadAsByteArrayAsync(Token);
            Assert.True(bytes.AsSpan().SequenceEqual(content));
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"offsets after the kills: {string.Join(' ', offsets)}");
        Assert.True(offsets.Distinct().Count(o => o > 0) > 1, "No kill met an upload under way: the test proves nothing.");
    }

    private static async Task<string> CreateAsync(ServerProcess server)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = Request(HttpMethod.Post, server.Address + "/v1/media");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", Size.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String("scene.jpg"u8)},filetype {Convert.ToBase64String(Encoding.ASCII.GetBytes("image/jpeg"))}");
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<long> OffsetAsync(ServerProcess server, string address)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = Request(HttpMethod.Head, server.Address + address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    /// <summary>Sends bytes; 0 when the server was gone before it could answer.</summary>
    private static async Task<HttpStatusCode> PatchAsync(ServerProcess server, string address, long offset, ReadOnlyMemory<byte> bytes, Pause? pause)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = Request(HttpMethod.Patch, server.Address + address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        request.Content = new PausingContent(bytes, pause);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, Token);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string address)
    {
        HttpRequestMessage request = new(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HttpEstate.Key("alpha"));
        return request;
    }

    /// <summary>Where a sender stops, and goes on when the test says so.</summary>
    private sealed class Pause(long after)
    {
        public long After => after;

        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Sends bytes piece by piece, stopping at a pause.</summary>
    private sealed class PausingContent(ReadOnlyMemory<byte> bytes, Pause? pause) : HttpContent
    {
        private const int Piece = 1 << 16;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (int at = 0; at < bytes.Length; at += Piece)
            {
                if (pause is not null && at >= pause.After && !pause.Over.Task.IsCompleted)
                {
                    await stream.FlushAsync(Token);
                    pause.Sent.TrySetResult();
                    await pause.Over.Task.WaitAsync(Token);
                }

                await stream.WriteAsync(bytes.Slice(at, Math.Min(Piece, bytes.Length - at)), Token);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
