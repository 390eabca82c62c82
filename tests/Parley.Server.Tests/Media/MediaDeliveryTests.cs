using System.Security.Cryptography;
using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Media;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Media;

/// <summary>Objects that go with their message: which, how, and that what may not go does not.</summary>
public sealed class MediaDeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Object_GoesWithTheMessage_UnderTheNameThatTheMessageHas_AndTheLedgerSaysSo(bool byHash)
    {
        byte[] bytes = MediaCalls.Png(300_000);
        await using MultipartRecipient lab = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(lab, "reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        string named = byHash ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : id;

        string exchange = await DepositAsync(server, named);
        MultipartRecipient.Taken taken = await lab.NextAsync();

        MultipartRecipient.Part part = Assert.Single(taken.Parts);

        // The agreement says nothing of file names: the sender's own does not go.
        Assert.Equal((named, id + ".png", "image/png", true), (part.Name, part.FileName, part.ContentType, part.IsWhole));
        Assert.Equal(bytes, part.Bytes);
        Assert.Contains(named, taken.Message, StringComparison.Ordinal);
        Assert.NotNull(taken.Length);
        await server.UntilStatusAsync(exchange, "delivered");
        JsonElement sent = Assert.Single(await EntriesAsync(server, id), e => e.GetProperty("outcome").GetString() == "object-sent");
        Assert.Equal(
            ("eastmoor", "lab", "investigation", exchange, taken.Key, Convert.ToHexStringLower(SHA256.HashData(bytes))),
            (sent.GetProperty("recipient").GetString(), sent.GetProperty("recipientSystem").GetString(), sent.GetProperty("purpose").GetString(), sent.GetProperty("exchange").GetString(),
                sent.GetProperty("delivery").GetString(), sent.GetProperty("sha256").GetString()));
    }

    [Fact]
    public async Task Object_WhoseReferenceIsWithheld_DoesNotGo_AndNothingSaysSo()
    {
        await using MultipartRecipient lab = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(lab, "reference", "hash"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));

        await DepositAsync(server, id);
        MultipartRecipient.Taken taken = await lab.NextAsync();

        Assert.Empty(taken.Parts);
        Assert.DoesNotContain(id, taken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await EntriesAsync(server, id), e => e.GetProperty("outcome").GetString() == "object-sent");
    }

    [Fact]
    public async Task Object_OfAnotherSystem_DoesNotGo()
    {
        await using MultipartRecipient lab = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(lab, "reference", "object").System("custody", IssuePolicy.Reject, "bundle"));
        using MediaCalls calls = new(server);
        string foreign = await calls.PutAsync(MediaCalls.Png(1000), system: "custody");

        await DepositAsync(server, foreign);

        Assert.Empty((await lab.NextAsync()).Parts);
    }

    [Fact]
    public async Task WhatDoesNotFit_GoesByReference()
    {
        await using MultipartRecipient lab = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(lab, "reference", "object"));
        using MediaCalls calls = new(server);
        string first = await calls.PutAsync(MediaCalls.Png(400_000));
        string second = await calls.PutAsync(MediaCalls.Png(300_000, 2));
        string third = await calls.PutAsync(MediaCalls.Png(50_000, 3));

        await DepositAsync(server, first, second, third, "o-00000000000aa");
        MultipartRecipient.Taken taken = await lab.NextAsync();

        Assert.Equal([first, third], taken.Parts.Select(p => p.Name));
        using HttpResponseMessage fetched = await calls.GetAsync(second, Estate.KeyOf("lab"), r => r.Headers.Add("Parley-Purpose", "investigation"));
        Assert.Equal(200, (int)fetched.StatusCode);
    }

    [Fact]
    public async Task AttemptThatFailed_IsMadeAgain_WithTheSameBytesAndKey_AndSaidOnce()
    {
        byte[] bytes = MediaCalls.Png(200_000);
        await using MultipartRecipient lab = new() { Status = number => number < 3 ? 503 : 200 };
        await using TestServer server = await TestServer.StartAsync(NewEstate(lab, "reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);

        string exchange = await DepositAsync(server, id);
        MultipartRecipient.Taken[] taken = [await lab.NextAsync(), await lab.NextAsync(), await lab.NextAsync()];
        await server.UntilStatusAsync(exchange, "delivered");

        Assert.All(taken, t => Assert.Equal(bytes, Assert.Single(t.Parts).Bytes));
        Assert.Single(taken.Select(t => t.Key).Distinct());
        Assert.Single(await EntriesAsync(server, id), e => e.GetProperty("outcome").GetString() == "object-sent");
    }

    [Fact]
    public async Task ObjectThatIsNotScannedYet_HoldsItsDeliveryBack()
    {
        await using FakeClamd clamd = new() { Says = null };
        await using MultipartRecipient lab = new();
        Estate estate = NewEstate(lab, "reference", "object");
        estate.Media = estate.Media! with { Scanner = new ScannerDefinition("127.0.0.1", clamd.Port, null) { Retry = TimeSpan.FromMilliseconds(10) } };
        await using TestServer server = await TestServer.StartAsync(estate);
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));
        await server.Part<MediaKeeper>().PassAsync(Token);

        await DepositAsync(server, id);
        clamd.Says = "stream: OK";
        while ((await calls.GetAsync(id, Estate.KeyOf("beacon"))).StatusCode == System.Net.HttpStatusCode.Locked)
        {
            await server.Part<MediaKeeper>().PassAsync(Token);
        }

        Assert.Equal(id, Assert.Single((await lab.NextAsync()).Parts).Name);
        Assert.Equal(1, lab.Requests);
    }

    [Fact]
    public async Task ObjectThatIsQuarantined_DoesNotGo_AndItsMessageDoes()
    {
        await using FakeClamd clamd = new();
        await using MultipartRecipient lab = new();
        Estate estate = NewEstate(lab, "reference", "object");
        estate.Media = estate.Media! with { Scanner = new ScannerDefinition("127.0.0.1", clamd.Port, null) };
        await using TestServer server = await TestServer.StartAsync(estate);
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync([.. MediaCalls.Png(1000), .. "infected"u8]);
        await server.Part<MediaKeeper>().PassAsync(Token);

        await DepositAsync(server, id);
        MultipartRecipient.Taken taken = await lab.NextAsync();

        Assert.Empty(taken.Parts);
        Assert.Contains(id, taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IntoAFolder_TheObjectIsAFileOfItsOwn_NamedAsTheMessageNamesIt_ThereBeforeTheMessage()
    {
        byte[] bytes = MediaCalls.Png(300_000);
        string folder = TestServer.NewFolder();
        await using MultipartRecipient lab = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(lab, folder, "reference", "object"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(bytes);
        string large = await calls.PutAsync(MediaCalls.Png(400_000, 2));

        string exchange = await DepositAsync(server, id, large);
        await server.UntilStatusAsync(exchange, "delivered");

        string message = Path.Combine(folder, exchange + ".json");
        Assert.Equal([Path.Combine(folder, id + ".png"), message], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(folder, id + ".png"), Token));
        Assert.Contains(id, await File.ReadAllTextAsync(message, Token), StringComparison.Ordinal);
        Assert.True(File.GetLastWriteTimeUtc(Path.Combine(folder, id + ".png")) <= File.GetLastWriteTimeUtc(message));
        Assert.Equal("lab", Assert.Single(await EntriesAsync(server, id), e => e.GetProperty("outcome").GetString() == "object-sent").GetProperty("recipientSystem").GetString());
        Assert.DoesNotContain(await EntriesAsync(server, large), e => e.GetProperty("outcome").GetString() == "object-sent");
    }

    [Fact]
    public async Task IntoAFolder_WhatIsWithheldDoesNotGo()
    {
        string folder = TestServer.NewFolder();
        await using MultipartRecipient lab = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(lab, folder, "reference", "hash"));
        using MediaCalls calls = new(server);
        string id = await calls.PutAsync(MediaCalls.Png(1000));

        string exchange = await DepositAsync(server, id);
        await server.UntilStatusAsync(exchange, "delivered");

        Assert.DoesNotContain(id, await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder)), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallationWithoutMedia_SendsTheMessageAlone()
    {
        await using MultipartRecipient lab = new();
        Estate estate = NewEstate(lab, "reference", "object");
        estate.Media = null;
        await using TestServer server = await TestServer.StartAsync(estate);

        await DepositAsync(server, "o-00000000000aa");

        MultipartRecipient.Taken taken = await lab.NextAsync();
        Assert.Empty(taken.Parts);
        Assert.Contains("M-0", taken.Message, StringComparison.Ordinal);
    }

    private static async Task<string> DepositAsync(TestServer server, params string[] objects)
    {
        string records = string.Join(',', objects.Select((o, i) => $$$"""{"id":"m{{{i}}}","type":"Media","attributes":{"reference":"M-{{{i}}}","object":"{{{o}}}"}}"""));
        TestServer.Answer answer = await server.DepositAsync("beacon", $$"""{"records":[{{records}}],"links":[]}""", type: "bundle");
        Assert.True(answer.Status == 202, answer.Text);
        return answer.Exchange;
    }

    private static async Task<JsonElement[]> EntriesAsync(TestServer server, string id) =>
        [.. (await server.GetAsync($"/v1/media/{id}/continuity")).Json.GetProperty("entries").EnumerateArray()];

    private static Estate NewEstate(MultipartRecipient lab, string first, string second) => NewEstate(lab, null, first, second);

    private static Estate NewEstate(MultipartRecipient lab, string? folder, params string[] attributes)
    {
        DeliveryDefinition delivery = folder is null ? new HttpDelivery { Url = lab.Address.ToString() } : new FolderDelivery { Path = folder, FileName = "{exchange}.json" };
        Estate estate = new Estate().System("beacon", IssuePolicy.Reject, "bundle").System("lab", IssuePolicy.Reject, "bundle").OwnedBy("lab", "eastmoor")
            .Accepts("lab", new AcceptDefinition
            {
                MessageType = "bundle",
                Types = ["Media"],
                Purpose = "investigation",
                Delivery = delivery with
                {
                    Media = MediaDelivery.ByValue,
                    MaxMediaBytes = 500_000,
                    Retry = new RetryDefinition { Attempts = 5, First = TimeSpan.FromMilliseconds(20), Most = TimeSpan.FromMilliseconds(100) },
                    Breaker = new BreakerDefinition { Failures = 100, Open = TimeSpan.FromMilliseconds(100) },
                },
            })
            .Agreement(TestAgreement.Of("feed") with { Grants = [new GrantDefinition { Records = ["Media"], Attributes = attributes }] });
        estate.Media = new MediaDefinition { Folder = "media", MaxBytes = 4 << 20 };
        return estate;
    }
}
