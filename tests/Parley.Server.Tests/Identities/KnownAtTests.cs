using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Identities;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>What was known at a moment is the same from whichever record it is asked, whatever became of the others since; on each store.</summary>
public abstract class KnownAtTests
{
    private const string Why = """{"reason":"entered against the wrong person"}""";

    private const string House = """,{"id":"l","type":"Location","attributes":{"reference":"L-1","buildingNumber":"7","street":"Quay Lane","postcode":"WX4 7QD"}}""";

    private const string Home = """{"from":"p","role":"home-address","to":"l"}""";

    [Theory]
    [InlineData("corrected")]
    [InlineData("superseded")]
    [InlineData("withdrawn")]
    public async Task View_AskedFromAnyMember_IsTheSame_WhateverBecameOfOne_AndAfterARestart(string fate)
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        string at;
        string expected;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            string first = (await server.DepositAsync("beacon", Margaret("B-1", House, Home), type: "bundle")).Exchange;
            await People.SendAsync(server, "cornerstone", Margaret("C-1"));
            at = Latest(await People.ViewAsync(server, "beacon", "B-1"));
            expected = await ThenAsync(server, "cornerstone", "C-1", at);
            Assert.Contains("Quay Lane", expected, StringComparison.Ordinal);
            Assert.Equal(2, People.RecordsOf(JsonDocument.Parse(expected).RootElement).Length);

            await EndAsync(server, first, fate);
            Assert.Single(People.RecordsOf(await People.ViewAsync(server, "cornerstone", "C-1")));
            await SameAsync(server);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await People.FollowAsync(again);
        Assert.Single(People.RecordsOf(await People.ViewAsync(again, "cornerstone", "C-1")));
        await SameAsync(again);

        async Task SameAsync(TestServer server)
        {
            Assert.Equal(expected, await ThenAsync(server, "cornerstone", "C-1", at));
            Assert.Equal(expected, await ThenAsync(server, "beacon", "B-1", at));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erased_IsAtNoMoment_WhetherItWasInForceOrNot(bool corrected)
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        string at;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            string first = (await server.DepositAsync("beacon", Margaret("B-1"), type: "bundle")).Exchange;
            await People.SendAsync(server, "cornerstone", Margaret("C-1"));
            at = Latest(await People.ViewAsync(server, "beacon", "B-1"));
            if (corrected)
            {
                await People.SendAsync(server, "beacon", People.Bundle("B-1", "Ian", "Vance", "1980-12-30"));
            }

            Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{first}/erase", Why)).Status);
            await People.FollowAsync(server);
            await AloneAsync(server);
            Assert.Equal(corrected ? 1 : 0, server.Part<IdentityIndex>().Within([People.Name(server, "beacon", "B-1")], _ => true).Count);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await People.FollowAsync(again);
        await AloneAsync(again);

        async Task AloneAsync(TestServer server)
        {
            Assert.Single(People.RecordsOf(JsonDocument.Parse(await ThenAsync(server, "cornerstone", "C-1", at)).RootElement));
            Assert.Equal(404, (await AskAsync(server, "beacon", "B-1", "Person", at)).Status);
        }
    }

    [Fact]
    public async Task Places_AreOneByTheAddressOfThen()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await People.SendAsync(server, "beacon", Place("L-1", "Quay Lane"));
        await People.SendAsync(server, "cornerstone", Place("M-1", "Quay Lane"));
        string at = Latest(await People.ViewAsync(server, "beacon", "L-1", type: "Location"));
        await People.SendAsync(server, "beacon", Place("L-1", "Fennel Road"));

        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "cornerstone", "M-1", type: "Location")));
        string then = await ThenAsync(server, "cornerstone", "M-1", at, "Location");
        Assert.Equal(2, People.RecordsOf(JsonDocument.Parse(then).RootElement).Length);
        Assert.Equal(then, await ThenAsync(server, "beacon", "L-1", at, "Location"));
    }

    [Fact]
    public async Task Decisions_CountAsTheyStoodThen()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Kim", "Smythe"), People.Bundle("B-2", "Ola", "Vance"));
        string before = Latest(await People.ViewAsync(server, "beacon", "B-2"));
        string same = $$"""{"left":"{{Id(server, "B-1")}}","right":"{{Id(server, "B-2")}}","verdict":"same","reason":"seen together"}""";
        JsonElement decided = (await server.PostAsync("/v1/identity-reviews", same)).Json;
        string meanwhile = decided.GetProperty("at").GetString()!;
        await server.PostAsync($"/v1/identity-reviews/{decided.GetProperty("id").GetString()}/undo", "{}");

        Assert.Single(People.RecordsOf(JsonDocument.Parse(await ThenAsync(server, "beacon", "B-1", before)).RootElement));
        Assert.Equal(2, People.RecordsOf(JsonDocument.Parse(await ThenAsync(server, "beacon", "B-1", meanwhile)).RootElement).Length);
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1")));
        string path = $"/v1/identities/{PublicId.Identity(People.Name(server, "beacon", "B-1"))}/explanation?asKnownAt=";
        Assert.Single((await People.AskAsync(server, path + meanwhile)).Json.GetProperty("decisions").EnumerateArray());
        Assert.Empty((await People.AskAsync(server, path + before)).Json.GetProperty("decisions").EnumerateArray());
    }

    private protected abstract StorageDefinition Storage();

    private static async Task EndAsync(TestServer server, string exchange, string fate)
    {
        string other = People.Bundle("B-1", "Ian", "Vance", "1980-12-30");
        TestServer.Answer answer = fate switch
        {
            "corrected" => await server.PostAsync($"/v1/exchanges/{exchange}/correct?reason=typo", other, Estate.KeyOf("beacon")),
            "withdrawn" => await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", Why, Estate.KeyOf("beacon")),
            _ => await server.DepositAsync("beacon", other, type: "bundle"),
        };
        Assert.True(answer.Status is 200 or 202, answer.Text);
        await People.FollowAsync(server);
    }

    private static string Margaret(string reference, string records = "", string links = "") =>
        People.Bundle(reference, "Margaret", "Okoro", "1961-02-03", "07700 900123", records: records, links: links);

    private static string Place(string reference, string street) =>
        $$$"""{"records":[{"id":"l","type":"Location","attributes":{"reference":"{{{reference}}}","buildingNumber":"7","street":"{{{street}}}","postcode":"WX4 7QD"}}],"links":[]}""";

    private static string Id(TestServer server, string key) => PublicId.Record(People.Name(server, "beacon", key));

    // When the newest of a view's records became known.
    private static string Latest(JsonElement view) =>
        view.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("knownAt").GetDateTime()).Max().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<TestServer.Answer> AskAsync(TestServer server, string system, string key, string type, string at) =>
        People.AskAsync(server, $"/v1/identities/{PublicId.Identity(People.Name(server, system, key, type))}?asKnownAt={at}");

    private static async Task<string> ThenAsync(TestServer server, string system, string key, string at, string type = "Person")
    {
        TestServer.Answer answer = await AskAsync(server, system, key, type, at);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Text;
    }

    private Estate NewEstate()
    {
        Estate estate = People.Estate();
        estate.Storage = Storage();
        return estate;
    }
}
