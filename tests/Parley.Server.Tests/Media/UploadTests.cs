using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Media;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Resumable uploads by the protocol tus 1.0.0, on each store.</summary>
public abstract class UploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Options_SayWhatIsUnderstood()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);

        using HttpResponseMessage answer = await calls.AskAsync(HttpMethod.Options, "/v1/media", Estate.KeyOf("beacon"));

        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal(
            ("1.0.0", "creation,creation-with-upload,termination,checksum,expiration", "4194304", "sha1,sha256"),
            (Header(answer, "Tus-Version"), Header(answer, "Tus-Extension"), Header(answer, "Tus-Max-Size"), Header(answer, "Tus-Checksum-Algorithm")));
    }

    [Fact]
    public async Task Upload_InStretchesOfAnySize_IsWhole_AndItsHashIsThatOfItsBytes()
    {
        byte[] bytes = MediaCalls.Png(300_001);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(bytes.Length);
        int at = 0;
        foreach (int size in new[] { 1, 65_535, 1, 65_536, 100_000, 7, bytes.Length })
        {
            int taken = Math.Min(size, bytes.Length - at);
            using HttpResponseMessage answer = await calls.PatchAsync(address, at, bytes[at..(at + taken)]);
            at += taken;
            Assert.Equal((204, $"{at}", "1.0.0"), ((int)answer.StatusCode, Header(answer, "Upload-Offset"), Header(answer, "Tus-Resumable")));
            Assert.Equal(at, await calls.OffsetAsync(address));
        }

        using HttpResponseMessage read = await calls.AskAsync(HttpMethod.Get, address, Estate.KeyOf("beacon"));
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", Header(read, "ETag"));
    }

    [Fact]
    public async Task Upload_AfterARestart_GoesOnWhereItWas()
    {
        byte[] bytes = MediaCalls.Png(200_000);
        Estate estate = NewEstate();
        string root = TestServer.NewFolder();
        string address;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            using MediaCalls calls = new(server);
            address = await calls.CreateAsync(bytes.Length);
            using HttpResponseMessage first = await calls.PatchAsync(address, 0, bytes[..150_000]);
            Assert.Equal(204, (int)first.StatusCode);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        using MediaCalls more = new(again);
        Assert.Equal(150_000, await more.OffsetAsync(address));
        using HttpResponseMessage rest = await more.PatchAsync(address, 150_000, bytes[150_000..]);
        using HttpResponseMessage read = await more.AskAsync(HttpMethod.Get, address, Estate.KeyOf("beacon"));

        Assert.Equal(204, (int)rest.StatusCode);
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", Header(read, "ETag"));
    }

    [Fact]
    public async Task Upload_WhoseConnectionIsCut_KeepsWhatCame()
    {
        byte[] bytes = MediaCalls.Png(100_000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(bytes.Length);
        using (TcpClient cut = new(server.Address.Host, server.Address.Port))
        {
            string head = $"PATCH {address} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {Estate.KeyOf("beacon")}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                + $"Content-Type: application/offset+octet-stream\r\nContent-Length: {bytes.Length}\r\n\r\n";
            await cut.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes[..70_000]], Token);
            FileInfo upload = new(Path.Combine(server.Root, "media", "uploads", $"{address["/v1/media/".Length..]}.part"));
            await Poll.UntilAsync(() =>
            {
                upload.Refresh();
                return upload.Exists && upload.Length >= SealedChunks.SealedSize;
            });
        }

        long at = 0;
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        await Poll.UntilAsync(async () => (at = (await calls.OffsetAsync(address))!.Value) > 0);

        // Until the server has noticed that the connection is gone, the upload is still somebody's.
        int status;
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            at = (await calls.OffsetAsync(address))!.Value;
            using HttpResponseMessage rest = await calls.PatchAsync(address, at, bytes[(int)at..]);
            status = (int)rest.StatusCode;
        }
        while (status == 423);

        using HttpResponseMessage read = await calls.AskAsync(HttpMethod.Get, address, Estate.KeyOf("beacon"));
        Assert.Equal(204, status);
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Requests_ThatBreakTheProtocol_AreRefused()
    {
        byte[] bytes = MediaCalls.Png(1000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(bytes.Length);

        await RefusedAsync(412, "MED102", await calls.AskAsync(HttpMethod.Post, "/v1/media", Estate.KeyOf("beacon"), r => r.Headers.Add("Tus-Resumable", "0.2.2")));
        await RefusedAsync(400, "MED103", await calls.SendAsync(HttpMethod.Post, "/v1/media", "beacon"));
        await RefusedAsync(400, "MED103", await calls.SendAsync(HttpMethod.Post, "/v1/media", "beacon", r => r.Headers.Add("Upload-Defer-Length", "1")));
        await RefusedAsync(400, "MED103", await calls.SendAsync(HttpMethod.Post, "/v1/media", "beacon", r =>
        {
            r.Headers.Add("Upload-Length", "10");
            r.Headers.Add("Upload-Metadata", "filename ***");
        }));
        await RefusedAsync(409, "MED107", await calls.PatchAsync(address, 10, bytes[10..]));
        await RefusedAsync(415, "MED103", await calls.PatchAsync(address, 0, bytes, r => r.Content!.Headers.ContentType = new("application/octet-stream")));
        await RefusedAsync(413, "MED106", await calls.PatchAsync(address, 0, [.. bytes, 1]));
        await RefusedAsync(413, "MED106", await calls.PatchAsync(address, 0, [.. bytes, 1], r => r.Headers.TransferEncodingChunked = true));
        await RefusedAsync(400, "MED103", await calls.PatchAsync(address, 0, bytes, r => r.Headers.Add("Upload-Checksum", "crc32 AAAA")));
        await RefusedAsync(404, "SRV003", await calls.PatchAsync("/v1/media/o-00000000000aa", 0, bytes));
        await RefusedAsync(404, "SRV003", await calls.PatchAsync(address, 0, bytes, system: "other"));
        await RefusedAsync(403, "SRV002", await calls.AskAsync(HttpMethod.Post, "/v1/media", Estate.OperatorKey, r => r.Headers.Add("Tus-Resumable", "1.0.0")));
        Assert.Equal(0, await calls.OffsetAsync(address));
    }

    [Fact]
    public async Task Checksum_ThatDoesNotFit_LeavesTheUploadAsItWas()
    {
        byte[] bytes = MediaCalls.Png(200_000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(bytes.Length);
        using HttpResponseMessage good = await calls.PatchAsync(
            address, 0, bytes[..90_000], r => r.Headers.Add("Upload-Checksum", $"sha256 {Convert.ToBase64String(SHA256.HashData(bytes[..90_000]))}"));

        await RefusedAsync(460, "MED108", await calls.PatchAsync(address, 90_000, bytes[90_000..], r => r.Headers.Add("Upload-Checksum", $"sha1 {Convert.ToBase64String(new byte[20])}")));

        Assert.Equal(204, (int)good.StatusCode);
        Assert.Equal(90_000, await calls.OffsetAsync(address));
#pragma warning disable CA5350 // The protocol asks for SHA-1.
        using HttpResponseMessage rest = await calls.PatchAsync(
            address, 90_000, bytes[90_000..], r => r.Headers.Add("Upload-Checksum", $"sha1 {Convert.ToBase64String(SHA1.HashData(bytes[90_000..]))}"));
#pragma warning restore CA5350
        using HttpResponseMessage read = await calls.AskAsync(HttpMethod.Get, address, Estate.KeyOf("beacon"));
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", Header(read, "ETag"));
    }

    [Fact]
    public async Task Head_SaysAllThatTheSenderSaid_AndWhenTheUploadExpires()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(1000, name: "käfer.png");

        using HttpResponseMessage answer = await calls.SendAsync(HttpMethod.Head, address, "beacon");

        Assert.Equal(("0", "1000", MediaCalls.Metadata(("filename", "käfer.png"), ("filetype", "image/png"))), (
            Header(answer, "Upload-Offset"), Header(answer, "Upload-Length"), Header(answer, "Upload-Metadata")));
        Assert.True(DateTimeOffset.TryParse(Header(answer, "Upload-Expires"), out DateTimeOffset expires) && expires > DateTimeOffset.UtcNow);
        Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Termination_LeavesNothing()
    {
        byte[] bytes = MediaCalls.Png(100_000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(bytes.Length);
        using HttpResponseMessage first = await calls.PatchAsync(address, 0, bytes[..70_000]);

        using HttpResponseMessage ended = await calls.SendAsync(HttpMethod.Post, address, "beacon", r => r.Headers.Add("X-HTTP-Method-Override", "DELETE"));

        Assert.Equal(204, (int)ended.StatusCode);
        await RefusedAsync(410, "MED110", await calls.PatchAsync(address, 70_000, bytes[70_000..]));
        Assert.Null(await calls.OffsetAsync(address));
        Assert.Empty(Files(server));
    }

    [Fact]
    public async Task Upload_ThatNobodyGoesOnWith_Expires()
    {
        ManualTime time = new();
        byte[] bytes = MediaCalls.Png(100_000);
        await using TestServer server = await TestServer.StartAsync(NewEstate(), change: o => o with { Time = time });
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(bytes.Length);
        time.Advance(TimeSpan.FromHours(20));
        using HttpResponseMessage first = await calls.PatchAsync(address, 0, bytes[..70_000]);
        time.Advance(TimeSpan.FromHours(20));
        await server.Part<MediaKeeper>().PassAsync(Token);
        Assert.Equal(70_000, await calls.OffsetAsync(address));

        time.Advance(TimeSpan.FromHours(5));
        await server.Part<MediaKeeper>().PassAsync(Token);

        await RefusedAsync(410, "MED110", await calls.PatchAsync(address, 70_000, bytes[70_000..]));
        Assert.Empty(Files(server));
    }

    [Fact]
    public async Task Types_ThatAreNotTaken_OrNotOfTheContent_AreRefused()
    {
        byte[] html = Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>" + new string(' ', 100_000));
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(html.Length);
        string small = await calls.CreateAsync(38);

        await RefusedAsync(415, "MED104", await calls.SendAsync(HttpMethod.Post, "/v1/media", "beacon", r =>
        {
            r.Headers.Add("Upload-Length", "10");
            r.Headers.Add("Upload-Metadata", MediaCalls.Metadata(("filename", "page.html"), ("filetype", "text/html")));
        }));
        await RefusedAsync(415, "MED105", await calls.PatchAsync(address, 0, html[..70_000]));
        await RefusedAsync(415, "MED105", await calls.PatchAsync(small, 0, html[..38]));
        await RefusedAsync(410, "MED110", await calls.PatchAsync(address, 0, html));
        Assert.Empty(Files(server));
    }

    [Fact]
    public async Task Sizes_AreBoundForEachType()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);

        await calls.CreateAsync(1 << 20, "image/png");
        await calls.CreateAsync(4 << 20, "video/mp4");
        foreach ((string type, long size) in new[] { ("image/png", (1L << 20) + 1), ("video/mp4", (4L << 20) + 1) })
        {
            await RefusedAsync(413, "MED106", await calls.SendAsync(HttpMethod.Post, "/v1/media", "beacon", r =>
            {
                r.Headers.Add("Upload-Length", $"{size}");
                r.Headers.Add("Upload-Metadata", MediaCalls.Metadata(("filename", "a"), ("filetype", type)));
            }));
        }
    }

    [Fact]
    public async Task Sha256_ThatWasAnnouncedAndIsAnother_LeavesNothing()
    {
        byte[] bytes = MediaCalls.Png(1000);
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string good = await calls.CreateAsync(bytes.Length, sha256: Convert.ToHexString(SHA256.HashData(bytes)));
        string bad = await calls.CreateAsync(bytes.Length, sha256: new string('0', 64));

        using HttpResponseMessage taken = await calls.PatchAsync(good, 0, bytes);
        await RefusedAsync(460, "MED108", await calls.PatchAsync(bad, 0, bytes));

        Assert.Equal(204, (int)taken.StatusCode);
        await RefusedAsync(410, "MED110", await calls.PatchAsync(bad, 0, bytes));
        Assert.Single(Files(server));
    }

    [Fact]
    public async Task Files_HoldNothingThatCanBeRead()
    {
        byte[] secret = Encoding.UTF8.GetBytes("seen at the window of 4 Orchard Road ");
        byte[] bytes = [.. MediaCalls.Png(8), .. Enumerable.Repeat(secret, 4000).SelectMany(s => s)];
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        using MediaCalls calls = new(server);
        string address = await calls.CreateAsync(bytes.Length);
        using HttpResponseMessage first = await calls.PatchAsync(address, 0, bytes[..100_000]);

        byte[] upload = await File.ReadAllBytesAsync(Assert.Single(Files(server)), Token);
        using HttpResponseMessage rest = await calls.PatchAsync(address, 100_000, bytes[100_000..]);
        string path = Assert.Single(Files(server));
        byte[] stored = await File.ReadAllBytesAsync(path, Token);

        Assert.True(upload.AsSpan().IndexOf("window"u8) < 0 && stored.AsSpan().IndexOf("window"u8) < 0);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.EndsWith(Path.Combine(hash[..2], hash[2..4], $"{hash}.{address[("/v1/media/".Length)..]}"), path, StringComparison.Ordinal);
        Assert.Equal(SealedChunks.FileSize(bytes.Length), stored.Length);
    }

    [Fact]
    public async Task Installation_ThatTakesNoObjects_SaysSo()
    {
        Estate estate = NewEstate();
        estate.Media = null;
        await using TestServer server = await TestServer.StartAsync(estate);
        using MediaCalls calls = new(server);

        await RefusedAsync(404, "MED101", await calls.SendAsync(HttpMethod.Post, "/v1/media", "beacon"));
        await RefusedAsync(401, "SRV001", await calls.AskAsync(HttpMethod.Get, "/v1/media/o-00000000000aa", "nonsense"));
    }

    private protected abstract StorageDefinition Storage();

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : null;

    private static string[] Files(TestServer server) => Directory.GetFiles(Path.Combine(server.Root, "media"), "*", SearchOption.AllDirectories);

    private static async Task RefusedAsync(int status, string code, HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal(code, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
        answer.Dispose();
    }

    private Estate NewEstate()
    {
        Estate estate = new Estate().System("beacon", IssuePolicy.Reject, "incident", "bundle").System("other");
        estate.Storage = Storage();
        estate.Media = new MediaDefinition { Folder = "media", MaxBytes = 4 << 20, Types = new Dictionary<string, long> { ["image/png"] = 1 << 20, ["video/mp4"] = 4 << 20 } };
        return estate;
    }
}
