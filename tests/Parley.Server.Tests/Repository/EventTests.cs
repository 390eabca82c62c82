using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Repository;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Repository;

/// <summary>Change events: a link and a type, for who may read the record, from wherever the subscriber stopped.</summary>
public sealed class EventTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_TellsEachChangeOnce_InOrder_AndNeverWhat()
    {
        await using TestServer server = await TestServer.StartAsync(Estate());
        string first = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"never told"}""")).Exchange;
        await server.DepositAsync("beacon", """{"ref":"INC-2","summary":"never told"}""");
        await server.PostAsync($"/v1/exchanges/{first}/withdraw", """{"reason":"mistake"}""", Support.Estate.KeyOf("beacon"));
        await server.Part<Projector>().CatchUpAsync(Token);

        TestServer.Answer one = await server.GetAsync("/v1/events?limit=2");
        TestServer.Answer rest = await server.GetAsync($"/v1/events?after={one.Json.GetProperty("next").GetString()}");
        TestServer.Answer none = await server.GetAsync($"/v1/events?after={rest.Json.GetProperty("next").GetString()}");

        Assert.Equal(["parley.record.known", "parley.record.known"], Types(one));
        Assert.Equal(["parley.record.withdrawn"], Types(rest));
        Assert.Empty(Types(none));
        JsonElement change = one.Json.GetProperty("events")[0];
        Assert.Equal(("1.0", "Incident"), (change.GetProperty("specversion").GetString(), change.GetProperty("recordtype").GetString()));
        Assert.Equal(200, (await server.GetAsync(change.GetProperty("link").GetString()!)).Status);
        Assert.DoesNotContain("told", one.Text + rest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("INC", one.Text + rest.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await server.GetAsync("/v1/events?after=x")).Status);
        Assert.Equal(400, (await server.GetAsync("/v1/events?limit=0")).Status);
        Assert.Equal((400, "query: type"), ((await server.GetAsync("/v1/events?type=Incidnt")).Status, (await server.GetAsync("/v1/events?type=Incidnt")).Json.GetProperty("place").GetString()));
    }

    [Fact]
    public async Task Subscriber_LearnsOnlyOfWhatItMayRead()
    {
        Estate estate = Estate().System("control").OwnedBy("control", "eastmoor").System("north").OwnedBy("north", "northmoor")
            .Agreement(TestAgreement.Of("feed", "reference"));
        await using TestServer server = await TestServer.StartAsync(estate);
        await server.DepositAsync("beacon", """{"ref":"INC-1"}""");
        await server.DepositAsync("beacon", """{"records":[{"id":"p","type":"Person","attributes":{"reference":"P-1"}}],"links":[]}""", type: "bundle");
        await server.Part<Projector>().CatchUpAsync(Token);

        Assert.Equal(2, Types(await server.GetAsync("/v1/events")).Length);
        Assert.Equal(["Incident"], (await PageAsync(server, "control")).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("recordtype").GetString()));
        Assert.Empty((await PageAsync(server, "north")).GetProperty("events").EnumerateArray());
    }

    [Fact]
    public async Task Erasure_IsToldToItsOwnOrganisation()
    {
        await using TestServer server = await TestServer.StartAsync(Estate().System("control").OwnedBy("control", "eastmoor").Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1"}""")).Exchange;
        await server.Part<Projector>().CatchUpAsync(Token);
        await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"request"}""");
        await server.Part<Projector>().CatchUpAsync(Token);

        Assert.Equal(["parley.record.erased"], Types(await server.GetAsync("/v1/events")));
        Assert.Empty((await PageAsync(server, "control")).GetProperty("events").EnumerateArray());
    }

    [Fact]
    public async Task Stream_GoesOnFromWhereTheSubscriberStopped()
    {
        await using TestServer server = await TestServer.StartAsync(Estate());
        await server.DepositAsync("beacon", """{"ref":"INC-1"}""");
        await server.DepositAsync("beacon", """{"ref":"INC-2"}""");
        await server.Part<Projector>().CatchUpAsync(Token);
        string first = (await server.GetAsync("/v1/events?limit=1")).Json.GetProperty("next").GetString()!;
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, "/v1/events");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Support.Estate.OperatorKey);
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("Last-Event-ID", first);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        using StreamReader lines = new(await response.Content.ReadAsStreamAsync(Token));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);

        // Who is cut off before the first event goes on from here too.
        Assert.Equal(": from here on", await lines.ReadLineAsync(Token));
        string place = (await lines.ReadLineAsync(Token))!["id: ".Length..];
        Assert.Equal((1L, 1L), (await server.Part<EventIds>().FindAsync(first, Token), await server.Part<EventIds>().FindAsync(place, Token)));
        string second = await EventAsync(lines);
        await server.DepositAsync("beacon", """{"ref":"INC-3"}""");
        string third = await EventAsync(lines);

        EventIds ids = server.Part<EventIds>();
        Assert.Equal([ids.Of(2), ids.Of(3)], new[] { second, third }.Select(e => JsonDocument.Parse(e).RootElement.GetProperty("id").GetString()!));
    }

    private static async Task<string> EventAsync(StreamReader lines)
    {
        while (true)
        {
            string line = await lines.ReadLineAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token) ?? throw new EndOfStreamException();
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line["data: ".Length..];
            }
        }
    }

    private static Estate Estate() => new Estate().System("beacon", IssuePolicy.Reject, "incident", "bundle");

    private static string[] Types(TestServer.Answer answer) => [.. answer.Json.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()!)];

    private static async Task<JsonElement> PageAsync(TestServer server, string system) => (await server.CallAsync(HttpMethod.Get, "/v1/events", request =>
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Support.Estate.KeyOf(system));
        request.Headers.Add("Parley-Purpose", "investigation");
    })).Json;
}
