using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Loads;

/// <summary>Loads of history over real HTTP, on each store.</summary>
public abstract class LoadTests
{
    private const string Address = "/v1/systems/beacon/loads?type=incident";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_BecomeRecordsWithTheirSource_AndNobodyIsDeliveredAnything()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("records").AcceptsHttp("records", records.Address));

        JsonElement load = await LoadAsync(server, Lines(200), Address + "&name=history.ndjson&purpose=investigation");

        Assert.Equal(("done", 200, 200, 0, 0), (Text(load, "status"), Number(load, "messages"), Number(load, "taken"), Number(load, "repeated"), Number(load, "refused")));
        JsonElement provenance = (await RecordAsync(server, "H-00007")).GetProperty("versions")[0].GetProperty("provenance");
        Assert.Equal((Text(load, "id"), 8, "beacon", "beacon-incident", "test"), (
            Text(provenance, "load"), Number(provenance, "line"), Text(provenance, "system"), Text(provenance, "translation"), Text(provenance, "dictionary")));
        string exchange = Text(provenance, "exchange")!;
        Assert.Equal("load", Text((await server.GetAsync($"/v1/exchanges/{exchange}")).Json, "via"));
        JsonElement entry = (await server.GetAsync("/v1/ledger/entries?limit=500")).Json.GetProperty("entries").EnumerateArray()
            .Single(e => e.GetRawText().Contains(exchange, StringComparison.Ordinal) && e.GetRawText().Contains("\"collection\"", StringComparison.Ordinal));
        Assert.Contains("\"investigation\"", entry.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(Text(load, "id")!, entry.GetRawText(), StringComparison.Ordinal);

        JsonElement found = await FoundAsync(server, "H-00123");
        Assert.Equal("H-00123", Text(found.GetProperty("attributes"), "reference"));

        // What is exchanged after it is delivered, and nothing before that.
        await server.DepositAsync("beacon", """{"ref":"LIVE-1"}""");
        await records.WaitAsync(1);
        Assert.Contains("LIVE-1", Assert.Single(records.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedLine_IsSaid_CanBeFetched_AndMendedOnce()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        JsonElement load = await LoadAsync(server, "{\"ref\":\"A\"}\n\n{\"ref\":\"B\",\"bad\":1}\nrubbish\n{\"ref\":\"C\"}\n");
        string refused = $"/v1/loads/{Text(load, "id")}/refused";

        Assert.Equal((2, 3), (Number(load, "taken"), Number(load, "refused")));
        JsonElement[] lines = [.. (await server.GetAsync(refused)).Json.GetProperty("refused").EnumerateArray()];
        Assert.Equal(["TST001", "TST002", "TST001"], lines.Select(l => Text(l, "code")));
        Assert.Equal([2, 3, 4], lines.Select(l => Number(l, "line")));
        TestServer.Answer line = await server.GetAsync($"{refused}/3");
        Assert.Equal((200, """{"ref":"B","bad":1}"""), (line.Status, line.Text));

        TestServer.Answer still = await server.PostAsync($"{refused}/3", """{"ref":"B","bad":2}""", Estate.KeyOf("beacon"));
        TestServer.Answer mended = await server.PostAsync($"{refused}/3", """{"ref":"B","summary":"put right"}""", Estate.KeyOf("beacon"));
        TestServer.Answer twice = await server.PostAsync($"{refused}/3", """{"ref":"B","summary":"again"}""", Estate.KeyOf("beacon"));

        Assert.Equal((422, 200, 409), (still.Status, mended.Status, twice.Status));
        JsonElement after = (await server.GetAsync($"/v1/loads/{Text(load, "id")}")).Json;
        Assert.Equal((3, 3, 1), (Number(after, "taken"), Number(after, "refused"), Number(after, "mended")));
        JsonElement version = Assert.Single((await RecordAsync(server, "B")).GetProperty("versions").EnumerateArray());
        Assert.Equal((Text(load, "id"), 3), (Text(version.GetProperty("provenance"), "load"), Number(version.GetProperty("provenance"), "line")));
    }

    [Fact]
    public async Task Erasure_ReachesWhatALoadBrought_AndWhatItRefused()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        JsonElement load = await LoadAsync(server, "{\"ref\":\"A\"}\n{\"ref\":\"B\",\"bad\":1}\n");
        string refused = $"/v1/loads/{Text(load, "id")}/refused";
        string line = Text((await server.GetAsync(refused)).Json.GetProperty("refused")[0], "exchange")!;
        JsonElement record = await RecordAsync(server, "A");
        string taken = Text(record.GetProperty("versions")[0].GetProperty("provenance"), "exchange")!;

        foreach (string exchange in new[] { line, taken })
        {
            Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"request"}""")).Status);
            await server.UntilStatusAsync(exchange, "erased");
        }

        Assert.Equal(403, (await server.GetAsync($"{refused}/2")).Status);
        await server.Part<Projector>().CatchUpAsync(Token);
        Assert.Equal(404, (await server.GetAsync($"/v1/records/{Text(record, "id")}")).Status);
    }

    [Fact]
    public async Task WhatIsThereAlready_IsRepeated_AndTheSameFileIsNotLoadedTwiceUnasked()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"A","summary":"live"}""");
        await server.Part<Projector>().CatchUpAsync(Token);
        const string File = "{\"ref\":\"A\",\"summary\":\"live\"}\n{\"ref\":\"B\"}\n{\"ref\":\"B\"}\n{\"ref\":\"B\",\"summary\":\"later\"}\n";

        JsonElement load = await LoadAsync(server, File);
        TestServer.Answer again = await PostAsync(server, Address, File);
        JsonElement forced = await LoadAsync(server, File, Address + "&again=true");

        Assert.Equal((2, 2), (Number(load, "taken"), Number(load, "repeated")));
        Assert.Equal((409, "LOD002"), (again.Status, again.Code));
        Assert.Contains(Text(load, "id")!, again.Text, StringComparison.Ordinal);

        // B was superseded by the later line, so its first is a version once more.
        Assert.Equal((4, 1, 3), (Number(forced, "messages"), Number(forced, "taken"), Number(forced, "repeated")));
    }

    [Fact]
    public async Task History_NeverTakesThePlaceOfWhatWasExchanged()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        string id;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            string live = (await server.DepositAsync("beacon", """{"ref":"A","summary":"now"}""")).Exchange;
            await server.Part<Projector>().CatchUpAsync(Token);
            await LoadAsync(server, "{\"ref\":\"A\",\"summary\":\"long ago\"}\n{\"ref\":\"A\",\"summary\":\"before\"}\n");
            JsonElement record = await RecordAsync(server, "A");
            id = Text(record, "id")!;

            Assert.Equal(["before:superseded", "long ago:superseded", "now:current"], Standings(record));
            Assert.Equal(["now:current"], Standings((await server.GetAsync($"/v1/records/{id}?asKnownAt=2099-01-01T00:00:00Z")).Json));
            await server.PostAsync($"/v1/exchanges/{live}/withdraw", """{"reason":"mistake"}""", Estate.KeyOf("beacon"));
            await server.Part<Projector>().CatchUpAsync(Token);
            Assert.Equal(["before:superseded"], Standings((await server.GetAsync($"/v1/records/{id}?asKnownAt=2099-01-01T00:00:00Z")).Json));
            await server.DepositAsync("beacon", """{"ref":"A","summary":"again"}""");
            await LoadAsync(server, "{\"ref\":\"A\",\"summary\":\"older\"}\n");
        }

        await using TestServer next = await TestServer.StartAsync(estate, root);
        await next.Part<Projector>().CatchUpAsync(Token);
        Assert.Equal(["again:current"], Standings((await next.GetAsync($"/v1/records/{id}?asKnownAt=2099-01-01T00:00:00Z")).Json));
        Assert.True(PublicId.TryParse('k', id, out long key) && next.Part<RecordTable>().TryFind(key, out RecordHead head) && head.InForce && head.Row < head.LastRow);

        static string[] Standings(JsonElement record) => [.. record.GetProperty("versions").EnumerateArray()
            .Select(v => $"{Text(v.GetProperty("attributes"), "summary")}:{Text(v, "standing")}")];
    }

    [Fact]
    public async Task TooManyRefused_StopsTheLoad_AndAHigherBoundLetsItGoOn()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string file = string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{"ref":"R-{{i}}"{{(i % 2 == 0 ? ",\"bad\":1" : "")}}}""" + "\n"));

        JsonElement stopped = await LoadAsync(server, file, Address + "&most-refused=5");
        TestServer.Answer resumed = await server.PostAsync($"/v1/loads/{Text(stopped, "id")}/resume?most-refused=100", "", Estate.KeyOf("beacon"));
        JsonElement done = await EndAsync(server, Text(stopped, "id")!);

        Assert.Equal(("failed", 6), (Text(stopped, "status"), Number(stopped, "refused")));
        Assert.StartsWith("LOD003", Text(stopped, "error"), StringComparison.Ordinal);
        Assert.Equal(200, resumed.Status);
        Assert.Equal(("done", 40, 20, 20), (Text(done, "status"), Number(done, "messages"), Number(done, "taken"), Number(done, "refused")));
    }

    [Fact]
    public async Task Upload_ThatBreaksOff_GoesOnWhereItBroke_SealedMeanwhile()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        byte[] file = Encoding.UTF8.GetBytes(Lines(8000));
        string id = Text((await PostAsync(server, Address, "")).Json, "id")!;
        using HttpClient client = new() { BaseAddress = server.Address };
        Task<JsonElement> Received() => server.UntilAsync($"/v1/loads/{id}", l => Number(l, "receivedBytes") >= 65536);
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(client, $"/v1/loads/{id}", new BrokenContent(file, 200_000, Received)));

        string kept = Assert.Single(Directory.GetFiles(Path.Combine(server.Root, ".parley", "loads")));
        Assert.DoesNotContain("H-0000", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(kept, Token)), StringComparison.Ordinal);
        using HttpResponseMessage wrong = await SendAsync(client, $"/v1/loads/{id}?offset=1", new ByteArrayContent(file));
        int there = await GoOnAsync(server, client, id, file);
        JsonElement done = await EndAsync(server, id);

        Assert.InRange(there, 65536, 200_000);
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Equal(("done", 8000, file.Length), (Text(done, "status"), Number(done, "taken"), Number(done, "bytes")));
        await Poll.UntilAsync(() => !File.Exists(kept));
    }

    [Fact]
    public async Task CancelledAndRestarted_EachLineIsTakenOnce()
    {
        using ManualResetEventSlim reached = new();
        using ManualResetEventSlim release = new();
        int read = 0;
        ServerOptions Slow(ServerOptions options) => options with
        {
            Translation = TestTranslation.Calls with
            {
                Read = (type, message, issues) =>
                {
                    if (Interlocked.Increment(ref read) is 300 or 900)
                    {
                        reached.Set();
                        release.Wait(Token);
                    }

                    return TestTranslation.Calls.Read(type, message, issues);
                },
            },
        };
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        string id;
        await using (TestServer server = await TestServer.StartAsync(estate, root, Slow))
        {
            id = Text((await PostAsync(server, Address, Lines(1500))).Json, "id")!;
            reached.Wait(Token);
            Task<TestServer.Answer> cancel = server.PostAsync($"/v1/loads/{id}/cancel", "", Estate.KeyOf("beacon"));
            release.Set();
            JsonElement cancelled = (await cancel).Json;
            Assert.Equal("cancelled", Text(cancelled, "status"));
            Assert.InRange(Number(cancelled, "messages"), 1, 1499);
            reached.Reset();
            release.Reset();
            Assert.Equal(200, (await server.PostAsync($"/v1/loads/{id}/resume", "", Estate.KeyOf("beacon"))).Status);
            reached.Wait(Token);
            Task stop = server.StopAsync();
            release.Set();
            await stop;
        }

        await using TestServer next = await TestServer.StartAsync(estate, root, Slow);
        JsonElement done = await EndAsync(next, id);
        await next.Part<Projector>().CatchUpAsync(Token);

        Assert.Equal(("done", 1500, 1500, 0), (Text(done, "status"), Number(done, "messages"), Number(done, "taken"), Number(done, "repeated")));
        Assert.Equal(1500, next.Part<RecordTable>().Count);
        Assert.Equal(1500, (await next.Part<Store>().Reader.RecordVersionsAfterAsync(0, 5000, Token)).Count);
    }

    [Fact]
    public async Task File_OfTheLoadFolder_IsReadInPlace_AndMustStayAsItWas()
    {
        string root = TestServer.NewFolder();
        Directory.CreateDirectory(Path.Combine(root, "history"));
        await File.WriteAllTextAsync(Path.Combine(root, "history", "a.ndjson"), "{\"ref\":\"A\",\"bad\":1}\n{\"ref\":\"B\"}\n", Token);
        await File.WriteAllTextAsync(Path.Combine(root, "outside.ndjson"), "{\"ref\":\"X\"}\n", Token);
        await using TestServer server = await TestServer.StartAsync(NewEstate().LoadsFrom("beacon", "history"), root);

        JsonElement load = await LoadAsync(server, "", Address + "&file=a.ndjson&most-refused=0");
        await File.AppendAllTextAsync(Path.Combine(root, "history", "a.ndjson"), "{\"ref\":\"C\"}\n", Token);
        await server.PostAsync($"/v1/loads/{Text(load, "id")}/resume?most-refused=9", "", Estate.KeyOf("beacon"));
        JsonElement changed = await EndAsync(server, Text(load, "id")!);

        Assert.Equal(("failed", "a.ndjson"), (Text(load, "status"), Text(load, "name")));
        Assert.StartsWith("LOD004", Text(changed, "error"), StringComparison.Ordinal);
        Assert.Equal(404, (await PostAsync(server, Address + "&file=../outside.ndjson", "")).Status);
        Assert.Equal(404, (await PostAsync(server, Address + "&file=nothing", "")).Status);
    }

    [Fact]
    public async Task Loads_AreForTheSystemItself_AndSeenByItsOrganisationAlone()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("records").System("control").OwnedBy("control", "eastmoor"));
        string id = Text(await LoadAsync(server, "{\"ref\":\"A\"}\n{\"ref\":\"B\",\"bad\":1}\n"), "id")!;

        Assert.Equal(403, (await server.PostAsync(Address, "{}", Estate.KeyOf("records"))).Status);
        Assert.Equal(403, (await server.PostAsync("/v1/systems/control/loads?type=incident", "{}")).Status);
        Assert.Equal(403, (await server.PostAsync("/v1/systems/nothing/loads?type=incident", "{}", Estate.KeyOf("beacon"))).Status);
        TestServer.Answer mistyped = await server.PostAsync("/v1/systems/becon/loads?type=incident", "{}");
        Assert.Equal("'becon' is no system whose history this caller may load; did you mean 'beacon'? There are beacon and records.", Text(mistyped.Json, "cause"));
        foreach (string path in new[] { $"/v1/loads/{id}", $"/v1/loads/{id}/refused", $"/v1/loads/{id}/refused/2" })
        {
            Assert.Equal(404, (await server.GetAsync(path, Estate.KeyOf("control"))).Status);
            Assert.Equal(404, (await server.GetAsync(path, Estate.KeyOf("records"))).Status);
            Assert.Equal(200, (await server.GetAsync(path, Estate.KeyOf("beacon"))).Status);
        }

        Assert.Equal(404, (await server.PostAsync($"/v1/loads/{id}/cancel", "", Estate.KeyOf("control"))).Status);
        Assert.Equal(404, (await server.PostAsync($"/v1/loads/{id}/refused/2", "{}", Estate.KeyOf("control"))).Status);
        Assert.Empty((await server.GetAsync("/v1/loads", Estate.KeyOf("control"))).Json.GetProperty("loads").EnumerateArray());
        Assert.Single((await server.GetAsync("/v1/loads?system=beacon")).Json.GetProperty("loads").EnumerateArray());
    }

    [Fact]
    public async Task WhatMakesNoSense_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string id = Text(await LoadAsync(server, "{\"ref\":\"A\"}\n"), "id")!;

        Assert.Equal(400, (await PostAsync(server, "/v1/systems/beacon/loads", "{}")).Status);
        Assert.Equal(404, (await PostAsync(server, "/v1/systems/beacon/loads?type=nothing", "{}")).Status);
        Assert.Equal(400, (await PostAsync(server, Address + "&purpose=fun", "{}")).Status);
        Assert.Equal(400, (await PostAsync(server, Address + "&most-refused=-1", "{}")).Status);
        Assert.Equal(409, (await server.PostAsync($"/v1/loads/{id}/cancel", "", Estate.KeyOf("beacon"))).Status);
        Assert.Equal(409, (await server.PostAsync($"/v1/loads/{id}/resume", "", Estate.KeyOf("beacon"))).Status);
        Assert.Equal(404, (await server.GetAsync($"/v1/loads/{id}/refused/1")).Status);
        Assert.Equal(404, (await server.GetAsync("/v1/loads/l-nothing")).Status);
    }

    private protected abstract StorageDefinition Storage();

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"ref":"H-{{i:00000}}","summary":"from the old system"}""") + "\n"));

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static Task<TestServer.Answer> PostAsync(TestServer server, string path, string body) => server.PostAsync(path, body, Estate.KeyOf("beacon"));

    private static async Task<JsonElement> LoadAsync(TestServer server, string file, string address = Address)
    {
        TestServer.Answer answer = await PostAsync(server, address, file);
        Assert.True(answer.Status == 201, answer.Text);
        return await EndAsync(server, Text(answer.Json, "id")!);
    }

    private static Task<JsonElement> EndAsync(TestServer server, string id) =>
        server.UntilAsync($"/v1/loads/{id}", l => Text(l, "status") is "done" or "failed" or "cancelled");

    private static async Task<JsonElement> RecordAsync(TestServer server, string key)
    {
        await server.Part<Projector>().CatchUpAsync(Token);
        string name = $"record\0beacon\0Incident\0{key}";
        TestServer.Answer answer = await server.GetAsync($"/v1/records/{PublicId.Record(server.Part<Store>().Keys.Blind(name) & long.MaxValue)}");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static async Task<JsonElement> FoundAsync(TestServer server, string reference)
    {
        TestServer.Answer answer = await server.PostAsync("/v1/search", $$"""{"identifier":"{{reference}}"}""");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("results")[0];
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, HttpContent content)
    {
        using HttpRequestMessage request = new(HttpMethod.Patch, path) { Content = content };
        request.Headers.Authorization = new("Bearer", Estate.KeyOf("beacon"));
        return await client.SendAsync(request, Token);
    }

    /// <summary>Sends the rest of a file; the server may still be noticing that the request before was cut off.</summary>
    private static async Task<int> GoOnAsync(TestServer server, HttpClient client, string id, byte[] file)
    {
        while (true)
        {
            int there = Number((await server.GetAsync($"/v1/loads/{id}")).Json, "receivedBytes");
            using HttpResponseMessage response = await SendAsync(client, $"/v1/loads/{id}?offset={there}", new ByteArrayContent(file[there..]));
            if (response.StatusCode != HttpStatusCode.Conflict)
            {
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                return there;
            }
        }
    }

    private Estate NewEstate() => new Estate { Storage = Storage() }.System("beacon", IssuePolicy.Hold);

    /// <summary>A body that breaks off, once some of it has arrived.</summary>
    private sealed class BrokenContent(byte[] whole, int after, Func<Task> arrived) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(whole.AsMemory(0, after), Token);
            await stream.FlushAsync(Token);
            await arrived();
            throw new IOException("The line is cut.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = whole.Length;
            return true;
        }
    }
}
