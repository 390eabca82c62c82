using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Identities;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Pairs that wait for a person, and what people decide on them.</summary>
public sealed class ReviewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_HasWhatLiesBetweenTheThresholds_HeaviestFirst_UntilItIsDecided()
    {
        await using TestServer server = await StartAsync();

        JsonElement[] pairs = [.. (await People.AskAsync(server, "/v1/identity-reviews")).Json.GetProperty("pairs").EnumerateArray()];

        Assert.NotEmpty(pairs);
        Assert.All(pairs, p => Assert.InRange(p.GetProperty("bits").GetDouble(), 0, 7));
        Assert.Equal(pairs.Select(p => p.GetProperty("bits").GetDouble()).OrderDescending(), pairs.Select(p => p.GetProperty("bits").GetDouble()));
        Assert.Equal(201, (await DecideAsync(server, "B-1", "B-2", "cannot-tell")).Status);
        JsonElement[] after = [.. (await People.AskAsync(server, "/v1/identity-reviews")).Json.GetProperty("pairs").EnumerateArray()];
        Assert.Equal(pairs.Length - 1, after.Length);
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1")));
    }

    [Fact]
    public async Task Pages_GiveEachPairOnce()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(server, "beacon", [.. Enumerable.Range(0, 5).Select(i => People.Bundle($"B-{i}", "Margaret", "Okoro", null, "07700 900123"))]);
        List<string> seen = [];
        string? after = null;
        do
        {
            JsonElement page = (await People.AskAsync(server, $"/v1/identity-reviews?limit=3{(after is null ? "" : "&after=" + after)}")).Json;
            seen.AddRange(page.GetProperty("pairs").EnumerateArray().Select(p => $"{p.GetProperty("left").GetProperty("record")} {p.GetProperty("right").GetProperty("record")}"));
            after = page.TryGetProperty("next", out JsonElement next) ? next.GetString() : null;
        }
        while (after is not null);

        Assert.Equal(10, seen.Count);
        Assert.Equal(10, seen.Distinct().Count());
        Assert.Equal(400, (await People.AskAsync(server, "/v1/identity-reviews?after=nonsense")).Status);
        Assert.Equal(400, (await People.AskAsync(server, "/v1/identity-reviews?limit=0")).Status);
    }

    [Fact]
    public async Task Same_Joins_NotSame_Splits_AndUndoTakesItBack()
    {
        await using TestServer server = await StartAsync();

        TestServer.Answer same = await DecideAsync(server, "B-1", "B-2", "same");
        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1")).Length);

        TestServer.Answer undone = await server.PostAsync($"/v1/identity-reviews/{same.Json.GetProperty("id").GetString()}/undo", "{}");
        Assert.Equal(200, undone.Status);
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1")));
        TestServer.Answer again = await server.PostAsync($"/v1/identity-reviews/{same.Json.GetProperty("id").GetString()}/undo", "{}");
        Assert.Equal((409, "IDN003"), (again.Status, again.Code));

        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "beacon", "C-1")).Length);
        Assert.Equal("joined", await VerdictAsync(server, "C-1", "C-2"));
        await DecideAsync(server, "C-1", "C-2", "not-same");
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "C-1")));
        Assert.Equal("apart", await VerdictAsync(server, "C-1", "C-2"));
    }

    [Fact]
    public async Task Decision_OutlivesANewModel_ARestart_AndACorrection()
    {
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(People.Estate(), root))
        {
            await FillAsync(server);
            await DecideAsync(server, "B-1", "B-2", "same");
            await DecideAsync(server, "C-1", "C-2", "not-same");
        }

        Estate retrained = People.Estate();
        retrained.Identities = new IdentityDefinition { Population = 5000, JoinFrom = 9 };
        await using TestServer again = await TestServer.StartAsync(retrained, root);
        await People.SendAsync(again, "beacon", People.Bundle("B-2", "Margaret", "Okoro", null, "07700 900123", "\"occupation\":\"baker\""));

        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(again, "beacon", "B-1")).Length);
        Assert.Single(People.RecordsOf(await People.ViewAsync(again, "beacon", "C-1")));
        string identity = PublicId.Identity(People.Name(again, "beacon", "B-1"));
        JsonElement decision = Assert.Single((await People.AskAsync(again, $"/v1/identities/{identity}/explanation")).Json.GetProperty("decisions").EnumerateArray());
        Assert.Equal("seen together", decision.GetProperty("reason").GetString());
        Assert.NotEqual(
            decision.GetProperty("model").GetString(), (await People.AskAsync(again, $"/v1/identities/{identity}/explanation")).Json.GetProperty("model").GetString());
    }

    [Fact]
    public async Task TwoPeopleWhoDiffer_HoldTheRecordsApart_AndTheConflictIsShown()
    {
        await using TestServer server = await StartAsync();
        await DecideAsync(server, "B-1", "B-2", "same");
        DecisionRow(server, "B-1", "B-2", 2, "person:reviewer-two");

        JsonElement[] conflicts = [.. (await People.AskAsync(server, "/v1/identity-reviews?conflicts=true")).Json.GetProperty("pairs").EnumerateArray()];

        Assert.Equal(2, Assert.Single(conflicts).GetProperty("decisions").GetArrayLength());
        Assert.All(conflicts[0].GetProperty("decisions").EnumerateArray(), d => Assert.True(d.GetProperty("conflict").GetBoolean()));
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1")));
    }

    [Fact]
    public async Task Conflicts_ComeInPages_EachOnce()
    {
        await using TestServer server = await StartAsync();
        await DecideAsync(server, "B-1", "B-2", "same");
        DecisionRow(server, "B-1", "B-2", 2, "person:reviewer-two");
        await DecideAsync(server, "C-1", "C-2", "same");
        DecisionRow(server, "C-1", "C-2", 2, "person:reviewer-two");

        JsonElement first = (await People.AskAsync(server, "/v1/identity-reviews?conflicts=true&limit=1")).Json;
        JsonElement second = (await People.AskAsync(server, $"/v1/identity-reviews?conflicts=true&limit=1&after={first.GetProperty("next").GetString()}")).Json;
        JsonElement third = (await People.AskAsync(server, $"/v1/identity-reviews?conflicts=true&limit=1&after={second.GetProperty("next").GetString()}")).Json;

        string[] left = [.. new[] { first, second }.Select(p => Assert.Single(p.GetProperty("pairs").EnumerateArray()).GetProperty("left").GetProperty("record").GetString()!)];
        Assert.Equal(2, left.Distinct().Count());
        Assert.Empty(third.GetProperty("pairs").EnumerateArray());
        Assert.False(third.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task NotSame_WithinWhatOthersJoined_HoldsApart_AndTheOverruledDecisionIsShown()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(server, "beacon", People.Bundle("T-1", "Ola", "Ezra"), People.Bundle("T-2", "Kim", "Smythe"), People.Bundle("T-3", "Ian", "Vance"));
        await DecideAsync(server, "T-1", "T-2", "same");
        await DecideAsync(server, "T-2", "T-3", "same");
        Assert.Equal(3, People.RecordsOf(await People.ViewAsync(server, "beacon", "T-1")).Length);
        Assert.Empty((await People.AskAsync(server, "/v1/identity-reviews?conflicts=true")).Json.GetProperty("pairs").EnumerateArray());

        await DecideAsync(server, "T-1", "T-3", "not-same");

        int[] sizes = [People.RecordsOf(await People.ViewAsync(server, "beacon", "T-1")).Length, People.RecordsOf(await People.ViewAsync(server, "beacon", "T-3")).Length];
        Assert.Equal([1, 2], sizes.Order());
        Assert.Single((await People.AskAsync(server, "/v1/identity-reviews?conflicts=true")).Json.GetProperty("pairs").EnumerateArray());
    }

    [Fact]
    public async Task Decision_IsInTheLedger_WithoutItsWords_AndTheWordsGoWithTheRecords()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        string exchange = (await server.DepositAsync("beacon", People.Bundle("B-1", "Margaret", "Okoro", null, "07700 900123"), type: "bundle")).Exchange;
        await People.SendAsync(server, "beacon", People.Bundle("B-2", "Margaret", "Okoro", null, "07700 900123"));
        TestServer.Answer decided = await DecideAsync(server, "B-1", "B-2", "same");
        Assert.Equal("seen together", decided.Json.GetProperty("reason").GetString());

        EntryReader reader = new();
        List<string> outcomes = [];
        Store store = server.Part<Store>();
        await foreach ((long _, byte[] bytes) in store.Ledger.EntriesAsync(0, store.LedgerHead, Token))
        {
            Assert.DoesNotContain("seen together", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            if (reader.Read(bytes) is { Action: LedgerAction.Combination } entry)
            {
                outcomes.Add(entry.Outcome!);
            }
        }

        Assert.StartsWith("identity: same k-", Assert.Single(outcomes), StringComparison.Ordinal);
        await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"request"}""");
        await People.FollowAsync(server);
        PublicId.TryParse('j', decided.Json.GetProperty("id").GetString(), out long id);
        Assert.Null(server.Part<DecisionTable>().Find(id)!.Reason);
    }

    [Theory]
    [InlineData("""{"left":"k-0000000000000","right":"k-0000000000001","verdict":"same","reason":"x"}""", 404)]
    [InlineData("""{"left":"k-0000000000000","right":"k-0000000000000","verdict":"same","reason":"x"}""", 400)]
    [InlineData("""{"left":"nonsense","right":"k-0000000000001","verdict":"same","reason":"x"}""", 400)]
    [InlineData("""{"left":"k-0000000000000","right":"k-0000000000001","verdict":"perhaps","reason":"x"}""", 400)]
    [InlineData("""{"left":"k-0000000000000","right":"k-0000000000001","verdict":"same"}""", 404)]
    [InlineData("""[]""", 400)]
    public async Task NoDecision_IsRefused(string body, int status)
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());

        Assert.Equal(status, (await server.PostAsync("/v1/identity-reviews", body)).Status);
    }

    [Theory]
    [InlineData(new[] { "reference", "familyName" }, false)]
    [InlineData(new[] { "reference", "givenNames", "familyName", "telephones" }, true)]
    public async Task Others_AreToldThatItWasDecided_AndWhatTheDecisionQuotesOnlyWhereTheySeeAllOfIt(string[] attributes, bool all)
    {
        AgreementDefinition agreement = TestAgreement.Of("feed", attributes);
        await using TestServer server = await TestServer.StartAsync(
            People.Estate().Agreement(agreement with { Grants = [agreement.Grants[0] with { Records = ["Person"] }] }));
        await FillAsync(server);
        Assert.Equal(201, (await DecideAsync(server, "B-1", "B-2", "same")).Status);
        string left = PublicId.Record(People.Name(server, "beacon", "B-1"));
        string right = PublicId.Record(People.Name(server, "beacon", "B-2"));

        foreach (string path in new[] { $"/v1/identities/comparison?left={left}&right={right}", $"/v1/identities/{left}/explanation" })
        {
            JsonElement own = Assert.Single((await People.AskAsync(server, path)).Json.GetProperty("decisions").EnumerateArray());
            JsonElement told = Assert.Single((await People.AskAsync(server, path, "control")).Json.GetProperty("decisions").EnumerateArray());

            Assert.Equal(("seen together", "operator:op"), (own.GetProperty("reason").GetString(), own.GetProperty("by").GetString()));
            Assert.Equal(("same", "wexshire"), (told.GetProperty("verdict").GetString(), told.GetProperty("organisation").GetString()));
            Assert.All(["reason", "by", "bits"], member => Assert.Equal(all, told.TryGetProperty(member, out _)));
        }
    }

    [Fact]
    public async Task PlaceInTheQueue_TellsNeitherRecordsNorWeight_AndIsTakenAsGivenOnly()
    {
        await using TestServer server = await StartAsync();
        ReviewPlaces places = server.Part<ReviewPlaces>();
        (int, long, long) place = (6123, People.Name(server, "beacon", "B-1"), long.MaxValue);

        string given = (await People.AskAsync(server, "/v1/identity-reviews?limit=1")).Json.GetProperty("next").GetString()!;

        Assert.Equal(place, places.Open(places.Seal(place)));
        Assert.NotEqual(places.Seal(place), places.Seal(place));
        foreach (string reference in new[] { "B-1", "B-2", "C-1", "C-2" })
        {
            Assert.DoesNotContain(PublicId.Record(People.Name(server, "beacon", reference)), given, StringComparison.Ordinal);
        }

        Assert.NotNull(places.Open(given));
        char other = given[20] == 'A' ? 'B' : 'A';
        foreach (string forged in new[] { given[..20] + other + given[21..], given[1..], given + "A", "6123_k-0000000000000_k-0000000000001", new string('*', given.Length) })
        {
            Assert.Equal(400, (await People.AskAsync(server, $"/v1/identity-reviews?after={forged}")).Status);
        }
    }

    [Fact]
    public async Task SystemsAndWhoeverLacksTheRight_DecideNothing()
    {
        await using TestServer server = await StartAsync();

        Assert.Equal(403, (await server.PostAsync("/v1/identity-reviews", "{}", Estate.KeyOf("beacon"))).Status);
        Assert.Equal(403, (await server.GetAsync("/v1/identity-reviews", Estate.KeyOf("beacon"))).Status);
    }

    private static async Task<TestServer> StartAsync()
    {
        TestServer server = await TestServer.StartAsync(People.Estate());
        await FillAsync(server);
        return server;
    }

    // B-1 and B-2 lie between the thresholds, C-1 and C-2 above.
    private static Task FillAsync(TestServer server) => People.SendAsync(
        server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", null, "07700 900123"), People.Bundle("B-2", "Margaret", "Okoro", null, "07700 900123"),
        People.Bundle("C-1", "Ian", "Vance", "1980-12-30", "07700 900777"), People.Bundle("C-2", "Ian", "Vance", "1980-12-30", "07700 900777"));

    private static Task<TestServer.Answer> DecideAsync(TestServer server, string left, string right, string verdict) => server.PostAsync(
        "/v1/identity-reviews",
        $$"""{"left":"{{PublicId.Record(People.Name(server, "beacon", left))}}","right":"{{PublicId.Record(People.Name(server, "beacon", right))}}","verdict":"{{verdict}}","reason":"seen together"}""");

    private static async Task<string?> VerdictAsync(TestServer server, string left, string right) => (await People.AskAsync(
        server, $"/v1/identities/comparison?left={PublicId.Record(People.Name(server, "beacon", left))}&right={PublicId.Record(People.Name(server, "beacon", right))}"))
        .Json.GetProperty("verdict").GetString();

    // A second reviewer, as a store that two people wrote to has it.
    private static void DecisionRow(TestServer server, string left, string right, long verdict, string by)
    {
        (long low, long high) = DecisionTable.Pair(People.Name(server, "beacon", left), People.Name(server, "beacon", right));
        server.Part<Parley.Server.Identities.DecisionTable>().Put(new IdentityDecisionRow
        {
            Id = long.MaxValue, Low = low, High = high, Verdict = verdict, At = 0, By = by, Organisation = "wexshire", Model = "person",
        });
    }
}
