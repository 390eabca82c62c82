using System.Globalization;
using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Repository;

/// <summary>What was exchanged and what its owner did to it, as the repository tells it, on each store.</summary>
public abstract class RepositoryTests
{
    private const string Why = """{"reason":"entered against the wrong person"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_KeepsEveryVersion_WithItsSource()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"first"}""");
        string second = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"second"}""")).Exchange;
        string id = await RecordAsync(server, "beacon", "INC-1");

        JsonElement record = (await server.GetAsync($"/v1/records/{id}")).Json;

        JsonElement[] versions = [.. record.GetProperty("versions").EnumerateArray()];
        Assert.Equal(["second", "first"], versions.Select(v => v.GetProperty("attributes").GetProperty("summary").GetString()));
        Assert.Equal(["current", "superseded"], versions.Select(v => v.GetProperty("standing").GetString()));
        Assert.Equal([2, 1], versions.Select(v => v.GetProperty("version").GetInt32()));
        JsonElement provenance = versions[0].GetProperty("provenance");
        Assert.Equal((second, "beacon", "incident", "beacon-incident", "v1", "test"), (
            Text(provenance, "exchange"), Text(provenance, "system"), Text(provenance, "messageType"), Text(provenance, "translation"),
            Text(provenance, "workspace"), Text(provenance, "dictionary")));
    }

    [Fact]
    public async Task Record_AsKnownAt_IsTheVersionOfThen()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"first"}""");
        string id = await RecordAsync(server, "beacon", "INC-1");
        DateTime then = (await server.GetAsync($"/v1/records/{id}")).Json.GetProperty("versions")[0].GetProperty("knownAt").GetDateTime();
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"second"}""");
        await server.Part<Projector>().CatchUpAsync(Token);

        JsonElement known = (await server.GetAsync($"/v1/records/{id}?asKnownAt={then:yyyy-MM-ddTHH:mm:ss.ffffffZ}")).Json;
        TestServer.Answer before = await server.GetAsync($"/v1/records/{id}?asKnownAt={then.AddSeconds(-1):yyyy-MM-ddTHH:mm:ss.ffffffZ}");

        Assert.Equal("first", Assert.Single(known.GetProperty("versions").EnumerateArray()).GetProperty("attributes").GetProperty("summary").GetString());
        Assert.Equal(404, before.Status);
        Assert.Equal(400, (await server.GetAsync($"/v1/records/{id}?asKnownAt=yesterday")).Status);
    }

    [Fact]
    public async Task Links_LeadToTheRecordsOfTheSameBundle_AndTheirSourcesKeysCountAcrossMessages()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await server.DepositAsync("beacon", Drives("P-1", "AB12CDE"), type: "bundle");
        await server.DepositAsync("beacon", Drives("P-2", "AB12CDE"), type: "bundle");
        string vehicle = await RecordAsync(server, "beacon", "AB12CDE", "Vehicle");

        JsonElement[] versions = [.. (await server.GetAsync($"/v1/records/{vehicle}")).Json.GetProperty("versions").EnumerateArray()];

        Assert.Equal(2, versions.Length);
        string person = await RecordAsync(server, "beacon", "P-2", "Person");
        JsonElement link = Assert.Single(versions[0].GetProperty("links").EnumerateArray());
        Assert.Equal(("driver-of", person, "Person"), (Text(link, "role"), Text(link, "from"), Text(link, "type")));
    }

    [Fact]
    public async Task Withdrawal_BringsTheVersionBeforeBackIntoForce()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"first"}""");
        string second = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"second"}""")).Exchange;
        await server.PostAsync($"/v1/exchanges/{second}/withdraw", Why, Estate.KeyOf("beacon"));
        string id = await RecordAsync(server, "beacon", "INC-1");

        JsonElement[] versions = [.. (await server.GetAsync($"/v1/records/{id}")).Json.GetProperty("versions").EnumerateArray()];
        JsonElement now = (await server.GetAsync($"/v1/records/{id}?asKnownAt=2099-01-01T00:00:00Z")).Json.GetProperty("versions");

        Assert.Equal(["withdrawn", "superseded"], versions.Select(v => v.GetProperty("standing").GetString()!));
        Assert.Equal("first", Assert.Single(now.EnumerateArray()).GetProperty("attributes").GetProperty("summary").GetString());
        Assert.True(server.Part<RecordTable>().TryFind(Key(id), out RecordHead head) && head.InForce && head.Row == 1);
    }

    [Fact]
    public async Task Correction_EndsTheFaultyVersion_AndBringsTheNewOne()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string first = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"wrong"}""")).Exchange;
        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{first}/correct?reason=typo", """{"ref":"INC-1","summary":"right"}""", Estate.KeyOf("beacon"));
        string id = await RecordAsync(server, "beacon", "INC-1");

        JsonElement[] versions = [.. (await server.GetAsync($"/v1/records/{id}")).Json.GetProperty("versions").EnumerateArray()];

        Assert.Equal(200, act.Status);
        Assert.Equal(["right", "wrong"], versions.Select(v => v.GetProperty("attributes").GetProperty("summary").GetString()));
        Assert.Equal(["current", "corrected"], versions.Select(v => v.GetProperty("standing").GetString()));
    }

    [Fact]
    public async Task Erasure_LeavesNothingToRead_BeforeAndAfterARestart()
    {
        Estate estate = NewEstate();
        string root = TestServer.NewFolder();
        string id;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"never mind"}""")).Exchange;
            id = await RecordAsync(server, "beacon", "INC-1");
            Assert.Equal(200, (await server.GetAsync($"/v1/records/{id}")).Status);

            await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why);

            // At once, before the repository has followed.
            Assert.Equal(404, (await server.GetAsync($"/v1/records/{id}")).Status);
            await server.Part<Projector>().CatchUpAsync(Token);
            Assert.Equal(404, (await server.GetAsync($"/v1/records/{id}")).Status);
            Assert.True(server.Part<RecordTable>().TryFind(Key(id), out RecordHead head) && !head.InForce);
            Assert.True(PublicId.TryParse('x', exchange, out long row));
            Assert.Null(Assert.Single(await server.Part<Store>().Reader.BundleContentsAsync([row], new ContentPermit("test"), Token)).Content);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await again.Part<Projector>().CatchUpAsync(Token);
        Assert.Equal(404, (await again.GetAsync($"/v1/records/{id}")).Status);
    }

    [Fact]
    public async Task ErasedAndRegraded_LeaveWhatIsKeptOpened()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string erased = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"never mind"}""")).Exchange;
        string regraded = (await server.DepositAsync("beacon", """{"ref":"INC-2","summary":"mind"}""")).Exchange;
        string id = await RecordAsync(server, "beacon", "INC-2");
        BundleRoom room = server.Part<BundleRoom>();
        Assert.True(PublicId.TryParse('x', erased, out long gone));
        Assert.True(PublicId.TryParse('x', regraded, out long stays));
        Assert.Equal((2, null), (room.Count, Kept(stays)?.Marking));

        await server.PostAsync($"/v1/exchanges/{erased}/erase", Why);
        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{regraded}/regrade", """{"reason":"review","marking":"official-sensitive"}""")).Status);
        await server.Part<Projector>().CatchUpAsync(Token);
        Assert.False(room.Has(gone));

        // Read anew from the store, with the marking that it has now, and kept again.
        JsonElement version = (await server.GetAsync($"/v1/records/{id}")).Json.GetProperty("versions")[0];
        Assert.Equal("official-sensitive", version.GetProperty("marking").GetString());
        Assert.Equal("official-sensitive", Kept(stays)?.Marking);

        BundleRow? Kept(long exchange)
        {
            byte[] buffer = [];
            return room.TryRead(exchange, out BundleRow? row, ref buffer, out _) ? row : null;
        }
    }

    [Fact]
    public async Task Restart_GoesOnWhereItWas_AndKnowsHowRecordsStand()
    {
        Estate estate = NewEstate();
        string root = TestServer.NewFolder();
        string id;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"first"}""");
            string second = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"second"}""")).Exchange;
            await server.PostAsync($"/v1/exchanges/{second}/withdraw", Why, Estate.KeyOf("beacon"));
            id = await RecordAsync(server, "beacon", "INC-1");
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await again.Part<Projector>().CatchUpAsync(Token);
        Assert.True(again.Part<RecordTable>().TryFind(Key(id), out RecordHead head) && head.Row == 1 && head.Number == 3);
        await again.DepositAsync("beacon", """{"ref":"INC-1","summary":"third"}""");
        await again.Part<Projector>().CatchUpAsync(Token);

        JsonElement[] versions = [.. (await again.GetAsync($"/v1/records/{id}")).Json.GetProperty("versions").EnumerateArray()];
        Assert.Equal(["third", "second", "first"], versions.Select(v => v.GetProperty("attributes").GetProperty("summary").GetString()));
        Assert.Equal(["current", "withdrawn", "superseded"], versions.Select(v => v.GetProperty("standing").GetString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Record_OfAnotherOrganisation_TellsNeitherHowManyVersionsThereAre_NorTimesThatAreWithheld(bool permitted)
    {
        string[] attributes = permitted ? ["reference", "from"] : ["reference"];
        Estate estate = new Estate().System("beacon", IssuePolicy.Reject, "bundle").System("control").OwnedBy("control", "eastmoor");
        AgreementDefinition agreement = TestAgreement.Of("feed", attributes);
        estate.Agreement(agreement with { Grants = [agreement.Grants[0] with { Records = ["Location"] }] });
        estate.Storage = Storage();
        await using TestServer server = await TestServer.StartAsync(estate);
        foreach (int day in new[] { 2, 3 })
        {
            TestServer.Answer taken = await server.DepositAsync(
                "beacon",
                $$$"""{"records":[{"id":"l","type":"Location","attributes":{"reference":"L-1","from":"2026-01-0{{{day}}}","marking":"OFFICIAL"}}],"links":[]}""",
                type: "bundle");
            Assert.True(taken.Status == 202, taken.Text);
        }

        string id = await RecordAsync(server, "beacon", "L-1", "Location");

        JsonElement own = (await server.GetAsync($"/v1/records/{id}")).Json.GetProperty("versions")[0];
        JsonElement told = (await LookAsync(server, id, "control", "investigation")).Json.GetProperty("versions")[0];
        JsonElement view = (await server.CallAsync(HttpMethod.Get, $"/v1/identities/{id}", request =>
        {
            request.Headers.Authorization = new("Bearer", Support.Estate.KeyOf("control"));
            request.Headers.Add("Parley-Purpose", "investigation");
        })).Json;

        Assert.Equal((2, "2026-01-03T00:00:00Z", "OFFICIAL"), (own.GetProperty("version").GetInt32(), own.GetProperty("validFrom").GetString(), own.GetProperty("marking").GetString()));
        Assert.False(told.TryGetProperty("version", out _));
        Assert.Equal(permitted, told.TryGetProperty("validFrom", out _));
        Assert.Equal("OFFICIAL", told.GetProperty("marking").GetString());
        Assert.Equal(permitted, view.GetProperty("records")[0].TryGetProperty("validFrom", out _));
        Assert.Equal(permitted, view.GetRawText().Contains("2026-01-0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Record_OfAnotherOrganisation_ShowsWhatTheAgreementPermits_AndForItsPurposeAlone()
    {
        Estate estate = NewEstate().System("control").OwnedBy("control", "eastmoor").Agreement(TestAgreement.Of("feed", "reference", "crimeReference"));
        await using TestServer server = await TestServer.StartAsync(estate);
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"seen at the window","crime":"C-9"}""");
        string id = await RecordAsync(server, "beacon", "INC-1");

        TestServer.Answer permitted = await LookAsync(server, id, "control", "investigation");
        TestServer.Answer unsaid = await LookAsync(server, id, "control", null);
        TestServer.Answer other = await LookAsync(server, id, "control", "safeguarding");

        Assert.Equal(200, permitted.Status);
        Assert.Contains("C-9", permitted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("window", permitted.Text, StringComparison.Ordinal);
        Assert.Equal((404, 404), (unsaid.Status, other.Status));
    }

    [Fact]
    public async Task HeldAndRefusedMessages_AreNotTakenIn()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("careful", IssuePolicy.Hold));
        await server.DepositAsync("beacon", """{"ref":"INC-1","bad":1}""");
        await server.DepositAsync("careful", """{"ref":"INC-2","bad":1}""");
        await server.Part<Projector>().CatchUpAsync(Token);

        Assert.Equal(0, server.Part<RecordTable>().Count);
    }

    private protected static Estate Plain() => new Estate().System("beacon", IssuePolicy.Reject, "incident", "bundle");

    private protected abstract StorageDefinition Storage();

    private static string Drives(string person, string mark) =>
        $$$"""
        {"records":[{"id":"p","type":"Person","attributes":{"reference":"{{{person}}}","familyName":"Example"}},
        {"id":"v","type":"Vehicle","attributes":{"registration":"{{{mark}}}"}}],"links":[{"from":"p","role":"driver-of","to":"v"}]}
        """;

    private static Task<TestServer.Answer> LookAsync(TestServer server, string id, string system, string? purpose) => server.CallAsync(HttpMethod.Get, $"/v1/records/{id}", request =>
    {
        request.Headers.Authorization = new("Bearer", Estate.KeyOf(system));
        if (purpose is not null)
        {
            request.Headers.Add("Parley-Purpose", purpose);
        }
    });

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static long Key(string id) => PublicId.TryParse('k', id, out long key) ? key : throw new FormatException(id);

    private static async Task<string> RecordAsync(TestServer server, string system, string key, string type = "Incident")
    {
        await server.Part<Projector>().CatchUpAsync(Token);
        string name = string.Create(CultureInfo.InvariantCulture, $"record\0{system}\0{type}\0{key}");
        return PublicId.Record(server.Part<Store>().Keys.Blind(name) & long.MaxValue);
    }

    private Estate NewEstate()
    {
        Estate estate = Plain();
        estate.Storage = Storage();
        return estate;
    }
}
