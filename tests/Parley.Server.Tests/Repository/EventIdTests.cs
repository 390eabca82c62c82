using System.Net.Http.Headers;
using Parley.Engine.Workspace;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Repository;

/// <summary>Ids of change events and places in their stream: they lead back to where a follower stopped, and tell nothing of what it may not see.</summary>
public sealed class EventIdTests
{
    private const string Beginning = "v-0000000000000";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_AreTheSameEachTime_AllDifferent_AndInNoOrder()
    {
        await using TestServer server = await WithRowsAsync(0);
        EventIds ids = server.Part<EventIds>();
        string[] some = [.. Enumerable.Range(1, 20_000).Select(i => ids.Of(i))];

        Assert.Equal(some, Enumerable.Range(1, 20_000).Select(i => ids.Of(i)));
        Assert.Equal(some.Length, some.Distinct().Count());
        Assert.All(some, id => Assert.Matches("^v-[0-9a-hjkmnp-tv-z]{13}$", id));

        // Of ids without order every second is above the one before it; a hundred standard deviations lie between that and numbers that rise.
        Assert.InRange(some.Zip(some.Skip(1)).Count(p => string.CompareOrdinal(p.First, p.Second) < 0), 9_500, 10_500);
    }

    [Fact]
    public async Task IdAndPlace_LeadBackToTheirRow_AndAPlaceIsAnotherEachTime()
    {
        await using TestServer server = await WithRowsAsync(3);
        EventIds ids = server.Part<EventIds>();
        string[] places = [.. Enumerable.Range(0, 1000).Select(_ => ids.PlaceAfter(2))];

        Assert.Equal(1000, places.Distinct().Count());
        Assert.All(await Task.WhenAll(places.Select(p => ids.FindAsync(p, Token))), row => Assert.Equal(2, row));
        Assert.Equal([1, 2, 3], await Task.WhenAll(new[] { 1L, 2, 3 }.Select(row => ids.FindAsync(ids.Of(row), Token))));
        Assert.Equal((0L, 0L), (await ids.FindAsync(Beginning, Token), await ids.FindAsync(ids.PlaceAfter(0), Token)));
    }

    [Fact]
    public async Task IdThatWasNeverGivenOut_IsRefused_EverywhereInTheSameWords()
    {
        await using TestServer other = await WithRowsAsync(1);
        await using TestServer server = await WithRowsAsync(1);
        string[] unknown =
        [
            "v-0000000000001", "v-zzzzzzzzzzzzz", "v-7zzzzzzzzzzzz", "x-0000000000000", "v-00000000000001", "V-0000000000000",
            other.Part<EventIds>().Of(1), other.Part<EventIds>().PlaceAfter(1), server.Part<EventIds>().Of(2), server.Part<EventIds>().PlaceAfter(2),
        ];

        foreach (string id in unknown)
        {
            TestServer.Answer page = await server.GetAsync($"/v1/events?after={id}");
            Assert.Equal((400, true), (page.Status, page.Text.Contains(Beginning, StringComparison.Ordinal)));
            Assert.Equal(page.Text.Replace(id, "", StringComparison.Ordinal), (await server.GetAsync("/v1/events?after=v-0000000000001")).Text.Replace("v-0000000000001", "", StringComparison.Ordinal));
            Assert.Equal(400, (await server.CallAsync(HttpMethod.Get, "/v1/events", request =>
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Support.Estate.OperatorKey);
                request.Headers.Accept.ParseAdd("text/event-stream");
                request.Headers.Add("Last-Event-ID", id);
            })).Status);
        }

        Assert.Equal(200, (await server.GetAsync($"/v1/events?after={Beginning}")).Status);
    }

    [Fact]
    public async Task Next_TellsWhoMaySeeNothing_Nothing()
    {
        Estate estate = Estate().System("north").OwnedBy("north", "northmoor");
        await using TestServer server = await TestServer.StartAsync(estate);
        string empty = await NextAsync(server, "north", null);
        string still = await NextAsync(server, "north", empty);
        await server.DepositAsync("beacon", """{"ref":"INC-1"}""");
        await server.Part<Projector>().CatchUpAsync(Token);
        string moved = await NextAsync(server, "north", still);

        // Three answers, three texts, whether something came between them or not.
        Assert.Equal(4, new HashSet<string> { Beginning, empty, still, moved }.Count);
        Assert.Equal([0L, 0L, 1L], await Task.WhenAll(new[] { empty, still, moved }.Select(p => server.Part<EventIds>().FindAsync(p, Token))));
    }

    [Fact]
    public async Task Page_IsFilled_HoweverMuchLiesBetweenThatTheSubscriberMayNotSee()
    {
        Estate estate = Estate().System("north").OwnedBy("north", "northmoor");
        await using TestServer server = await TestServer.StartAsync(estate);
        string many = string.Join(',', Enumerable.Range(1, 450).Select(i => $$$"""{"id":"p{{{i}}}","type":"Person","attributes":{"reference":"P-{{{i}}}"}}"""));
        await server.DepositAsync("north", """{"ref":"N-1"}""");
        await server.DepositAsync("beacon", $$"""{"records":[ {{many}} ],"links":[]}""", type: "bundle");
        await server.DepositAsync("north", """{"ref":"N-2"}""");
        await server.Part<Projector>().CatchUpAsync(Token);

        TestServer.Answer page = await server.GetAsync("/v1/events", Support.Estate.KeyOf("north"));

        Assert.Equal(2, page.Json.GetProperty("events").GetArrayLength());
        Assert.Equal(452, await server.Part<EventIds>().FindAsync(page.Json.GetProperty("next").GetString()!, Token));
    }

    [Fact]
    public async Task PlainIds_OfAStoreThatGaveThemOut_LeadOnForThirtyDays_AndNoFurther()
    {
        SteppedTime time = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        await using TestServer server = await WithRowsAsync(3, time);
        await server.Part<Store>().WriteAsync(
            new StatementWork(new Statement("UPDATE plain_event_ids SET last_row = 2, known_at = $1"), Clock.Microseconds(time)), Token);

        TestServer.Answer resumed = await server.GetAsync("/v1/events?after=v-0000000000001");
        Assert.Equal((200, 2), (resumed.Status, resumed.Json.GetProperty("events").GetArrayLength()));
        Assert.Equal(server.Part<EventIds>().Of(2), resumed.Json.GetProperty("events")[0].GetProperty("id").GetString());
        Assert.Equal(200, (await server.GetAsync("/v1/events?after=v-0000000000002")).Status);
        Assert.Equal(400, (await server.GetAsync("/v1/events?after=v-0000000000003")).Status);

        time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        Assert.Equal(400, (await server.GetAsync("/v1/events?after=v-0000000000001")).Status);
    }

    private static Estate Estate() => new Estate().System("beacon", IssuePolicy.Reject, "incident", "bundle");

    private static async Task<TestServer> WithRowsAsync(int rows, TimeProvider? time = null)
    {
        TestServer server = await TestServer.StartAsync(Estate(), change: o => o with { Time = time ?? o.Time });
        for (int i = 1; i <= rows; i++)
        {
            await server.DepositAsync("beacon", $$"""{"ref":"INC-{{i}}"}""");
        }

        await server.Part<Projector>().CatchUpAsync(Token);
        return server;
    }

    private static async Task<string> NextAsync(TestServer server, string system, string? after)
    {
        TestServer.Answer page = await server.GetAsync($"/v1/events{(after is null ? "" : $"?after={after}")}", Support.Estate.KeyOf(system));
        Assert.Equal(0, page.Json.GetProperty("events").GetArrayLength());
        return page.Json.GetProperty("next").GetString()!;
    }
}
