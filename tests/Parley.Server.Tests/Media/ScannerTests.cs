using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Media;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Objects and the malware scanner: nobody reads one before it has said that it found nothing.</summary>
public sealed class ScannerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CleanObject_IsShownWhole_AndThenRead()
    {
        byte[] bytes = MediaCalls.Png(200_000);
        await using FakeClamd clamd = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(clamd.Port));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);

        await server.Part<MediaKeeper>().PassAsync(Token);

        Assert.Equal(bytes, Assert.Single(clamd.Shown));
        Assert.Equal(200, await StatusAsync(calls, id));
        Assert.Equal(["object-uploaded", "object-scanned", "object-read"], await OutcomesAsync(server, id));
    }

    [Fact]
    public async Task InfectedObject_IsQuarantined_FromItsOwnerToo()
    {
        await using FakeClamd clamd = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(clamd.Port));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync([.. MediaCalls.Png(1000), .. "infected"u8]);

        await server.Part<MediaKeeper>().PassAsync(Token);
        using HttpResponseMessage refused = await calls.GetAsync(id, Estate.KeyOf("beacon"));

        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Contains("MED114", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(["object-uploaded", "object-quarantined"], await OutcomesAsync(server, id));
        JsonElement entries = (await server.GetAsync($"/v1/media/{id}/continuity")).Json.GetProperty("entries");
        Assert.Equal("malware scan: Test.Infected", entries[1].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("stream: OK maybe")]
    public async Task Scanner_WithoutAVerdict_LeavesTheObjectUnread_AndIsAskedAgain(string? says)
    {
        ManualTime time = new();
        await using FakeClamd clamd = new() { Says = says };
        await using TestServer server = await TestServer.StartAsync(NewEstate(clamd.Port), change: o => o with { Time = time });
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        await server.Part<MediaKeeper>().PassAsync(Token);
        using HttpResponseMessage waits = await calls.GetAsync(id, Estate.KeyOf("beacon"));
        Assert.Equal((423, true), ((int)waits.StatusCode, waits.Headers.RetryAfter is not null));

        clamd.Says = "stream: OK";
        await server.Part<MediaKeeper>().PassAsync(Token);
        Assert.Equal(423, await StatusAsync(calls, id));
        time.Advance(TimeSpan.FromMinutes(2));
        await server.Part<MediaKeeper>().PassAsync(Token);

        Assert.Equal(200, await StatusAsync(calls, id));
    }

    [Fact]
    public async Task Scanner_ThatCannotBeReached_IsAskedAgain_AfterARestartToo()
    {
        int port = FreePort.Next();
        ManualTime time = new();
        string root = TestServer.NewFolder();
        string id;
        await using (TestServer server = await TestServer.StartAsync(NewEstate(port), root, o => o with { Time = time }))
        {
            using MediaCalls calls = new(server);
            id = await calls.PutAsync(MediaCalls.Png(1000));
            await server.Part<MediaKeeper>().PassAsync(Token);
            Assert.Equal(423, await StatusAsync(calls, id));
        }

        time.Advance(TimeSpan.FromMinutes(2));
        await using FakeClamd clamd = new(port);
        await using TestServer again = await TestServer.StartAsync(NewEstate(port), root, o => o with { Time = time });
        using MediaCalls more = new(again);
        await again.Part<MediaKeeper>().PassAsync(Token);

        Assert.Equal(200, await StatusAsync(more, id));
    }

    [Fact]
    public async Task DamagedObject_KeepsNoOtherFromItsScan()
    {
        ManualTime time = new();
        await using FakeClamd clamd = new() { Says = null };
        await using TestServer server = await TestServer.StartAsync(NewEstate(clamd.Port), change: o => o with { Time = time });
        using MediaCalls calls = new(server);
        string damaged = await calls.PutAsync(MediaCalls.Png(1000));
        string sound = await calls.PutAsync(MediaCalls.Png(1000, 2));
        await server.Part<MediaKeeper>().PassAsync(Token);
        string path = Directory.GetFiles(Path.Combine(server.Root, "media"), $"*{damaged}", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(path, new byte[1000], Token);
        clamd.Says = "stream: OK";
        time.Advance(TimeSpan.FromMinutes(2));

        await server.Part<MediaKeeper>().PassAsync(Token);

        Assert.Equal((423, 200), (await StatusAsync(calls, damaged), await StatusAsync(calls, sound)));
    }

    private static Estate NewEstate(int port)
    {
        Estate estate = new Estate().System("beacon");
        estate.Media = new MediaDefinition { Folder = "media", Scanner = new ScannerDefinition("127.0.0.1", port, null) };
        return estate;
    }

    private static async Task<int> StatusAsync(MediaCalls calls, string id)
    {
        using HttpResponseMessage answer = await calls.GetAsync(id, Estate.KeyOf("beacon"));
        return (int)answer.StatusCode;
    }

    private static async Task<string[]> OutcomesAsync(TestServer server, string id) =>
        [.. (await server.GetAsync($"/v1/media/{id}/continuity")).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("outcome").GetString()!)];
}
