using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Repository;

/// <summary>Search over the API: what is found, and what nobody finds who may not see it.</summary>
public sealed class SearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_RanksByWeight_AndSaysWhy()
    {
        await using TestServer server = await StartAsync(Estate());
        await DepositAsync(server, Person("P-1", "Jonathan", "Smythe", "1980-02-11"), Person("P-2", "Joan", "Smith", "1975-01-01"), Person("P-3", "Kim", "Other", "1980-02-11"));

        JsonElement answer = await SearchAsync(server, """{"familyName":"Smyth","givenNames":"Jon","dateOfBirth":"1980-11-02"}""");

        JsonElement[] results = [.. answer.GetProperty("results").EnumerateArray()];
        Assert.Equal("P-1", Reference(results[0]));
        Assert.Equal("swapped", Reason(results[0], "date-of-birth").GetProperty("agreement").GetString());
        Assert.Equal("close", Reason(results[0], "family-name").GetProperty("agreement").GetString());
        Assert.Equal(results.Select(r => r.GetProperty("bits").GetDouble()).OrderDescending(), results.Select(r => r.GetProperty("bits").GetDouble()));
        Assert.Equal(results.Length, answer.GetProperty("facets").GetProperty("type").GetProperty("Person").GetInt32());
        Assert.Equal("driver-of", results[0].GetProperty("links")[0].GetProperty("role").GetString());
    }

    [Fact]
    public async Task HiddenAttribute_NeitherFinds_NorRanks_NorCounts()
    {
        AgreementDefinition agreement = TestAgreement.Of("people") with
        {
            Grants = [new GrantDefinition { Records = ["Person"], Attributes = ["familyName", "givenNames"] }],
        };
        await using TestServer server = await StartAsync(Estate().System("control").OwnedBy("control", "eastmoor").Agreement(agreement));
        await DepositAsync(server, Person("P-1", "Jonathan", "Smythe", "1980-02-11"), Person("P-2", "Kim", "Smythe", "1999-09-09"));

        JsonElement byHidden = await SearchAsync(server, """{"dateOfBirth":"1980-02-11"}""", "control");
        JsonElement byReference = await SearchAsync(server, """{"text":"P-1"}""", "control");
        JsonElement byVehicle = await SearchAsync(server, """{"registration":"WXP1"}""", "control");
        JsonElement both = await SearchAsync(server, """{"familyName":"Smythe","dateOfBirth":"1980-02-11"}""", "control");
        JsonElement owner = await SearchAsync(server, """{"familyName":"Smythe","dateOfBirth":"1980-02-11"}""");

        Assert.All([byHidden, byReference, byVehicle], a => Assert.Equal((0, 0), (a.GetProperty("count").GetInt32(), a.GetProperty("results").GetArrayLength())));
        JsonElement[] found = [.. both.GetProperty("results").EnumerateArray()];
        Assert.Equal(2, found.Length);
        Assert.Equal(found[0].GetProperty("bits").GetDouble(), found[1].GetProperty("bits").GetDouble());
        Assert.DoesNotContain("1980", both.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("date-of-birth", both.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Vehicle", both.ToString(), StringComparison.Ordinal);
        Assert.Equal("P-1", Reference(owner.GetProperty("results")[0]));
    }

    [Fact]
    public async Task HiddenRecords_AreNotCounted_WhoeverElseMaySeeThem()
    {
        AgreementDefinition agreement = TestAgreement.Of("people") with
        {
            Grants = [new GrantDefinition { Records = ["Person"], Attributes = ["familyName"], Where = ".givenNames[0] == \"Kim\"" }],
        };
        await using TestServer server = await StartAsync(
            Estate().System("control").OwnedBy("control", "eastmoor").System("north").OwnedBy("north", "northmoor").Agreement(agreement));
        await DepositAsync(server, Person("P-1", "Jonathan", "Smythe", "1980-02-11"), Person("P-2", "Kim", "Smythe", "1999-09-09"));

        JsonElement party = await SearchAsync(server, """{"familyName":"Smythe"}""", "control");
        JsonElement stranger = await SearchAsync(server, """{"familyName":"Smythe"}""", "north");
        JsonElement owner = await SearchAsync(server, """{"familyName":"Smythe"}""");

        Assert.Equal((1, 0, 2), (Count(party), Count(stranger), Count(owner)));
        Assert.Equal(1, party.GetProperty("facets").GetProperty("type").GetProperty("Person").GetInt32());
        Assert.Empty(stranger.GetProperty("facets").GetProperty("type").EnumerateObject());
    }

    [Theory]
    [InlineData("""{"familyName":"Smythe","givenNames":"Jonathan","dateOfBirth":"1980-02-11"}""", 1)]
    [InlineData("""{"familyName":"Smythe","registration":"WXP7"}""", 1)]
    [InlineData("""{"text":"Jonathan Smythe 1980-02-11"}""", 1)]
    [InlineData("""{"dateOfBirth":"1980-02-11"}""", 0)]
    public async Task HundredsOfHiddenRecords_ChangeNoByteOfTheAnswer(string query, int count)
    {
        AgreementDefinition agreement = TestAgreement.Of("people") with
        {
            Grants = [new GrantDefinition { Records = ["Person"], Attributes = ["familyName", "givenNames"], Where = ".givenNames[0] == \"Kim\"" }],
        };
        await using TestServer server = await StartAsync(Estate().System("control").OwnedBy("control", "eastmoor").Agreement(agreement));
        await DepositAsync(server, Person("V-1", "Kim", "Smyth", "1999-09-09"), Person("V-2", "Kim", "Jonathan", "1999-09-09"));
        string before = (await SearchAsync(server, query, "control")).GetRawText();

        await DepositAsync(server, [.. Enumerable.Range(1, 450).Select(i => Person($"P-{i}", "Jonathan", "Smythe", "1980-02-11"))]);
        JsonElement after = await SearchAsync(server, query, "control");
        JsonElement owner = await SearchAsync(server, query);

        Assert.Equal(before, after.GetRawText());
        Assert.Equal((count, false), (Count(after), after.GetProperty("more").GetBoolean()));
        Assert.Equal((200, true), (Count(owner), owner.GetProperty("more").GetBoolean()));
    }

    [Fact]
    public async Task OtherOrganisation_WithoutAPurpose_FindsNothing()
    {
        await using TestServer server = await StartAsync(Estate().System("control").OwnedBy("control", "eastmoor").Agreement(TestAgreement.Of("feed", "reference", "summary")));
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"seen at the window"}""");
        await server.Part<Projector>().CatchUpAsync(Token);

        Assert.Equal(1, Count(await SearchAsync(server, """{"text":"window"}""", "control")));
        Assert.Equal(0, Count(await SearchAsync(server, """{"text":"window"}""", "control", purpose: null)));
    }

    [Fact]
    public async Task Erased_IsGoneFromTheSearchAtOnce_AndFromItsIndex()
    {
        await using TestServer server = await StartAsync(Estate());
        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"particular"}""")).Exchange;
        await server.Part<Projector>().CatchUpAsync(Token);
        Assert.Equal(1, Count(await SearchAsync(server, """{"text":"particular"}""")));

        await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"request"}""");

        Assert.Equal(0, Count(await SearchAsync(server, """{"text":"particular"}""")));
        await server.Part<Projector>().CatchUpAsync(Token);
        Assert.Equal((0, 0), (server.Part<Engine.Search.SearchIndex>().Count, server.Part<Engine.Search.SearchIndex>().Terms));
    }

    [Fact]
    public async Task NewVersionAndWithdrawal_AreFollowed()
    {
        await using TestServer server = await StartAsync(Estate());
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"firstly"}""");
        string second = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"secondly"}""")).Exchange;
        await server.Part<Projector>().CatchUpAsync(Token);
        Assert.Equal((0, 1), (Count(await SearchAsync(server, """{"text":"firstly"}""")), Count(await SearchAsync(server, """{"text":"secondly"}"""))));

        await server.PostAsync($"/v1/exchanges/{second}/withdraw", """{"reason":"mistake"}""", Support.Estate.KeyOf("beacon"));
        await server.Part<Projector>().CatchUpAsync(Token);

        Assert.Equal((1, 0), (Count(await SearchAsync(server, """{"text":"firstly"}""")), Count(await SearchAsync(server, """{"text":"secondly"}"""))));
    }

    [Fact]
    public async Task Restart_FillsTheIndexAnew()
    {
        string root = TestServer.NewFolder();
        Estate estate = Estate();
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            await DepositAsync(server, Person("P-1", "Jonathan", "Smythe", "1980-02-11"));
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await again.Part<SearchFiller>().Filled.WaitAsync(TimeSpan.FromSeconds(30), Token);
        JsonElement answer = await SearchAsync(again, """{"familyName":"Smythe"}""");

        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.Equal("P-1", Reference(answer.GetProperty("results")[0]));
    }

    [Fact]
    public async Task Pages_GiveEachResultOnce()
    {
        await using TestServer server = await StartAsync(Estate());
        await DepositAsync(server, [.. Enumerable.Range(1, 7).Select(i => Person($"P-{i}", "Kim", "Smythe", "1999-09-09"))]);
        List<string?> seen = [];
        string? after = null;
        do
        {
            JsonElement page = await SearchAsync(server, $$"""{"familyName":"Smythe","limit":3{{(after is null ? "" : $",\"after\":\"{after}\"")}}}""");
            Assert.Equal(7, Count(page));
            seen.AddRange(page.GetProperty("results").EnumerateArray().Select(Reference));
            after = page.TryGetProperty("next", out JsonElement next) ? next.GetString() : null;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"P-{i}"), seen.Order());
    }

    [Fact]
    public async Task Typing_FindsWhatBeginsSo()
    {
        await using TestServer server = await StartAsync(Estate());
        await DepositAsync(server, Person("P-1", "Jonathan", "Smythe", "1980-02-11"));

        JsonElement answer = (await server.GetAsync("/v1/search?q=jonathan%20sm&limit=5")).Json;
        JsonElement narrowed = (await server.GetAsync("/v1/search?q=jonathan%20sm&type=Vehicle")).Json;

        Assert.Equal("P-1", Reference(answer.GetProperty("results")[0]));
        Assert.DoesNotContain("P-1", narrowed.GetProperty("results").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownWords_AreRefused_WithWhatThereIs()
    {
        await using TestServer server = await StartAsync(Estate());

        TestServer.Answer typing = await server.GetAsync("/v1/search?q=smith&type=Persn");
        TestServer.Answer type = await server.PostAsync("/v1/search", """{"text":"smith","types":["person"]}""");
        TestServer.Answer system = await server.PostAsync("/v1/search", """{"text":"smith","systems":["becon"]}""");

        Assert.All(new[] { typing, type, system }, a => Assert.Equal((400, "SCH002"), (a.Status, a.Code)));
        Assert.Contains("'Persn' is no record type; did you mean 'Person'? There are Document, ", typing.Text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("did you mean 'Person'?", type.Text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("did you mean 'beacon'? There is beacon.", system.Text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SystemOfWhichNothingMayBeSeen_IsRefused_LikeOneThatThereIsNot()
    {
        await using TestServer server = await StartAsync(Estate().System("control").OwnedBy("control", "eastmoor").System("hidden").OwnedBy("hidden", "northmoor")
            .Agreement(TestAgreement.Of("feed", "reference", "summary")));

        string hidden = await RefusedAsync("hidden");
        string none = await RefusedAsync("absent");

        Assert.Equal(none, hidden.Replace("hidden", "absent", StringComparison.Ordinal));
        Assert.Contains("There are beacon and control.", hidden, StringComparison.Ordinal);

        async Task<string> RefusedAsync(string system)
        {
            TestServer.Answer answer = await server.CallAsync(HttpMethod.Post, "/v1/search", request =>
            {
                request.Headers.Authorization = new("Bearer", Support.Estate.KeyOf("control"));
                request.Headers.Add("Parley-Purpose", "investigation");
                request.Content = new StringContent($$"""{"text":"smith","systems":["{{system}}"]}""");
            });
            Assert.Equal((400, "SCH002"), (answer.Status, answer.Code));
            return answer.Text;
        }
    }

    [Fact]
    public async Task Consultation_IsInTheLedger_WithPurposeReasonAndSubjects()
    {
        await using TestServer server = await StartAsync(Estate());
        await DepositAsync(server, Person("P-1", "Jonathan", "Smythe", "1980-02-11"));
        await server.CallAsync(HttpMethod.Post, "/v1/search", request =>
        {
            request.Headers.Authorization = new("Bearer", Support.Estate.OperatorKey);
            request.Headers.Add("Parley-Reason", "missing person, log 77");
            request.Headers.Add("Parley-Purpose", "investigation");
            request.Content = new StringContent("""{"familyName":"Smythe"}""");
        });

        EntryReader reader = new();
        List<LedgerEntry> entries = [];
        Store store = server.Part<Store>();
        await foreach ((long _, byte[] bytes) in store.Ledger.EntriesAsync(0, store.LedgerHead, Token))
        {
            entries.Add(reader.Read(bytes)!);
        }

        LedgerEntry consultation = Assert.Single(entries, e => e.Action == LedgerAction.Consultation);
        Assert.Equal(("search", "missing person, log 77", "investigation"), (consultation.Outcome, consultation.Reason, consultation.Purpose));
        Assert.Equal([server.Part<Parley.Server.Ledger.LedgerIdentity>().Subjects.Hash("beacon", "Person", "P-1")], consultation.Subjects);
    }

    [Theory]
    [InlineData("{}", "SCH001")]
    [InlineData("""{"sex":"male","types":["Person"]}""", "SCH001")]
    [InlineData("[]", "SCH002")]
    [InlineData("{", "SCH002")]
    [InlineData("""{"surname":"Smythe"}""", "SCH002")]
    [InlineData("""{"familyName":5}""", "SCH002")]
    [InlineData("""{"text":"x","types":["Person","Alien"]}""", "SCH002")]
    [InlineData("""{"attributes":{"shoe":"9"}}""", "SCH002")]
    [InlineData("""{"near":{"latitude":99,"longitude":0}}""", "SCH002")]
    [InlineData("""{"near":{"latitude":50}}""", "SCH002")]
    [InlineData("""{"near":{"latitude":50,"longitude":0,"metres":1e9}}""", "SCH002")]
    [InlineData("""{"near":7}""", "SCH002")]
    [InlineData("""{"text":"x","from":"yesterday"}""", "SCH002")]
    [InlineData("""{"text":"x","limit":1000}""", "SCH002")]
    [InlineData("""{"text":"x","after":"nonsense"}""", "SCH002")]
    [InlineData("""{"text":"\ud800"}""", "SCH002")]
    [InlineData("""{"familyName":"Smythe","dateOfBirth":"99/99/9999"}""", "SCH002")]
    [InlineData("""{"registration":"*9T*"}""", "SCH001")]
    public async Task NoSearch_IsRefusedWithItsReason(string body, string code)
    {
        await using TestServer server = await StartAsync(Estate());

        TestServer.Answer answer = await server.PostAsync("/v1/search", body);

        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    private static Estate Estate() => new Estate().System("beacon", Parley.Engine.Workspace.IssuePolicy.Reject, "incident", "bundle");

    private static Task<TestServer> StartAsync(Estate estate) => TestServer.StartAsync(estate);

    private static string Person(string reference, string given, string family, string born) =>
        $$$"""
        {"records":[{"id":"p","type":"Person","attributes":{"reference":"{{{reference}}}","givenNames":["{{{given}}}"],"familyName":"{{{family}}}","dateOfBirth":"{{{born}}}"}},
        {"id":"v","type":"Vehicle","attributes":{"registration":"WX{{{reference.Replace("-", "")}}}"}}],"links":[{"from":"p","role":"driver-of","to":"v"}]}
        """;

    private static async Task DepositAsync(TestServer server, params string[] bundles)
    {
        foreach (string bundle in bundles)
        {
            Assert.Equal(202, (await server.DepositAsync("beacon", bundle, type: "bundle")).Status);
        }

        await server.Part<Projector>().CatchUpAsync(Token);
    }

    private static async Task<JsonElement> SearchAsync(TestServer server, string body, string? system = null, string? purpose = "investigation")
    {
        TestServer.Answer answer = await server.CallAsync(HttpMethod.Post, "/v1/search", request =>
        {
            request.Headers.Authorization = new("Bearer", system is null ? Support.Estate.OperatorKey : Support.Estate.KeyOf(system));
            request.Content = new StringContent(body);
            if (purpose is not null && system is not null)
            {
                request.Headers.Add("Parley-Purpose", purpose);
            }
        });
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static int Count(JsonElement answer) => answer.GetProperty("count").GetInt32();

    private static string? Reference(JsonElement result) => result.GetProperty("attributes").TryGetProperty("reference", out JsonElement r) ? r.GetString() : null;

    private static JsonElement Reason(JsonElement result, string field) => result.GetProperty("reasons").EnumerateArray().First(r => r.GetProperty("field").GetString() == field);
}
