using System.Text.Json;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Server.Exceptions;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exceptions;

public sealed class SupervisorTests
{
    [Fact]
    public async Task Sample_IsLookedAtByAnother_AndOpenedAgainWhenThatOneDisagrees()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = DeskEstate.Create(records.Address).WithPeople(issuer);
        estate.Desk = new DeskDefinition { SamplePercent = 100 };
        await using TestServer server = await DeskEstate.StartAsync(estate);
        (string ann, string bob) = (DeskEstate.Token(issuer, "ann"), DeskEstate.Token(issuer, "bob"));
        TestServer.Answer deposit = await server.DepositAsync("beacon", DeskEstate.Faulty);
        string address = "/v1/exceptions/" + (await DeskTests.OnlyAsync(server)).GetProperty("id").GetString();
        Assert.Equal(409, (await server.PostAsync(address + "/sample", """{"agrees":true,"reason":"r"}""", bob)).Status);
        await server.PostAsync(address + "/discard", """{"reason":"Ash is unknown"}""", ann);

        Assert.Single((await server.GetAsync("/v1/exceptions/samples", bob)).Json.GetProperty("exceptions").EnumerateArray());
        Assert.Equal(403, (await server.GetAsync("/v1/exceptions/samples", DeskEstate.Token(issuer, "op", "operator"))).Status);
        Assert.Equal(403, (await server.PostAsync(address + "/sample", """{"agrees":true,"reason":"r"}""", DeskEstate.Token(issuer, "op", "operator"))).Status);
        TestServer.Answer own = await server.PostAsync(address + "/sample", """{"agrees":true,"reason":"r"}""", ann);
        Assert.Equal((403, "EXC005"), (own.Status, own.Code));
        Assert.Equal(400, (await server.PostAsync(address + "/sample", """{"reason":"r"}""", bob)).Status);
        TestServer.Answer disagreed = await server.PostAsync(address + "/sample", """{"agrees":false,"reason":"Ash is known"}""", bob);

        Assert.Equal((200, "open"), (disagreed.Status, disagreed.Json.GetProperty("status").GetString()));
        Assert.Equal("held", (await server.GetAsync($"/v1/exchanges/{deposit.Exchange}")).Json.GetProperty("status").GetString());
        Assert.Equal(409, (await server.PostAsync(address + "/sample", """{"agrees":true,"reason":"r"}""", bob)).Status);

        // Resolved again it may be drawn again, and agreed to ends it.
        Assert.Equal(202, (await server.PostAsync(address + "/correct", DeskEstate.Good, ann)).Status);
        Assert.Equal("corrected", (await server.PostAsync(address + "/sample", """{"agrees":true,"reason":"right"}""", bob)).Json.GetProperty("status").GetString());
        TestServer.Answer again = await server.PostAsync(address + "/sample", """{"agrees":true,"reason":"right"}""", bob);
        Assert.Equal((409, "EXC006"), (again.Status, again.Code));
        Assert.Empty((await server.GetAsync("/v1/exceptions/samples", bob)).Json.GetProperty("exceptions").EnumerateArray());
        JsonElement sampled = (await server.GetAsync("/v1/exceptions/statistics", bob)).Json.GetProperty("sampled");
        Assert.Equal((2, 1), (sampled.GetProperty("looked").GetInt32(), sampled.GetProperty("agreed").GetInt32()));
    }

    [Fact]
    public async Task Disagreement_WithWhatHasGoneOut_DoesNotSendItAgain_UntilItIsCorrectedAnew()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = DeskEstate.Create(records.Address).WithPeople(issuer);
        estate.Desk = new DeskDefinition { SamplePercent = 100 };
        await using TestServer server = await DeskEstate.StartAsync(estate);
        (string ann, string bob) = (DeskEstate.Token(issuer, "ann"), DeskEstate.Token(issuer, "bob"));
        await server.DepositAsync("beacon", DeskEstate.Faulty);
        string id = (await DeskTests.OnlyAsync(server)).GetProperty("id").GetString()!;
        string address = "/v1/exceptions/" + id;
        await server.PostAsync(address + "/claim", "", ann);
        await CorrectAsync(server, address, "28/02/1980", ann);
        string sent = (await server.PostAsync(address + "/resubmit", "", ann)).Exchange;
        await server.UntilAsync($"/v1/exchanges/{sent}", x => x.GetProperty("status").GetString() == "delivered");
        JsonElement resolved = (await server.GetAsync(address, ann)).Json;
        Assert.False(resolved.TryGetProperty("lock", out _));
        Assert.Equal(("Incident", "WX-1"), (resolved.GetProperty("subjectType").GetString(), resolved.GetProperty("reference").GetString()));

        JsonElement opened = (await server.PostAsync(address + "/sample", """{"agrees":false,"reason":"the year is wrong"}""", bob)).Json;
        TestServer.Answer again = await server.PostAsync(address + "/resubmit", "", ann);
        JsonElement preview = (await server.PostAsync("/v1/exceptions/bulk", $$"""{"act":"resubmit","exceptions":["{{id}}"]}""", ann)).Json;

        Assert.Equal(("open", sent), (opened.GetProperty("status").GetString(), opened.GetProperty("replacement").GetString()));
        Assert.Equal((409, "EXC007"), (again.Status, again.Code));
        Assert.Contains(sent, again.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("EXC007", preview.GetProperty("items")[0].GetProperty("code").GetString());
        Assert.Single(records.Requests);

        TestServer.Answer anew = await server.PostAsync(address + "/correct", DeskEstate.Good.Replace("1980", "1981", StringComparison.Ordinal), ann);
        await server.UntilAsync($"/v1/exchanges/{anew.Exchange}", x => x.GetProperty("status").GetString() == "delivered");
        Assert.Equal(2, records.Requests.Count);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(50, 6, 34)]
    [InlineData(100, 40, 40)]
    public async Task Sample_IsDrawnAtTheRate_TheSameEachTime(int percent, int least, int most)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = DeskEstate.Create(records.Address);
        estate.Desk = new DeskDefinition { SamplePercent = percent };
        await using TestServer server = await DeskEstate.StartAsync(estate);
        for (int i = 0; i < 40; i++)
        {
            await server.DepositAsync("beacon", DeskEstate.Faulty.Replace("WX-1", $"WX-{i}", StringComparison.Ordinal));
        }

        string token = (await server.PostAsync("/v1/exceptions/bulk", """{"act":"discard","reason":"r","filter":{"code":"SRV020"}}""")).Json.GetProperty("token").GetString()!;
        await server.PostAsync($"/v1/exceptions/bulk/{token}", "");
        string[] drawn = await DrawnAsync(server);

        Assert.InRange(drawn.Length, least, most);
        Assert.Equal(drawn, await DrawnAsync(server));
    }

    [Fact]
    public async Task Statistics_CountCauses_AndWhatNeededNobody()
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(DeskEstate.Create(records.Address, "responsibilities: { incident.grade: platform }\n"), time);
        for (int i = 0; i < 6; i++)
        {
            await server.DepositAsync("beacon", DeskEstate.Good.Replace("WX-1", $"WX-{i}", StringComparison.Ordinal));
        }

        await server.DepositAsync("beacon", DeskEstate.Faulty);
        await server.DepositAsync("beacon", DeskEstate.Faulty.Replace("WX-1", "WX-2", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromHours(5));

        JsonElement figures = (await server.GetAsync("/v1/exceptions/statistics?days=1")).Json;

        Assert.Equal((8, 2, 0.75), (figures.GetProperty("exchanges").GetInt32(), figures.GetProperty("touched").GetInt32(), figures.GetProperty("automationRate").GetDouble()));
        Assert.Equal((2, 2), (figures.GetProperty("open").GetInt32(), figures.GetProperty("overdue").GetInt32()));
        Assert.Equal(5 * 3600, figures.GetProperty("ageSeconds").GetProperty("oldest").GetInt32(), 60.0);
        JsonElement cause = Assert.Single(figures.GetProperty("causes").EnumerateArray());
        Assert.Equal(("beacon", "TRN202", 2), (cause.GetProperty("source").GetString(), cause.GetProperty("code").GetString(), cause.GetProperty("count").GetInt32()));
        ExceptionCause fed = Assert.Single(await server.Part<DeskStatistics>().CausesAsync(time.GetUtcNow().AddDays(-1), null, CancellationToken.None));
        Assert.Equal(("beacon", "TRN202", Responsibility.Source, 2), (fed.Source, fed.Code, fed.Whose, fed.Count));
        Assert.Equal(0, (await server.GetAsync("/v1/exceptions/statistics?days=1", Estate.KeyOf("records"))).Json.GetProperty("exchanges").GetInt32());
        Assert.Equal(400, (await server.GetAsync("/v1/exceptions/statistics?days=0")).Status);
    }

    private static async Task CorrectAsync(TestServer server, string address, string value, string token)
    {
        TestServer.Answer fields = await server.CallAsync(HttpMethod.Get, address + "/fields", request =>
        {
            request.Headers.Authorization = new("Bearer", token);
            request.Headers.Add("Parley-Reason", "to put it right");
        });
        string field = fields.Json.GetProperty("fields")[0].GetProperty("field").GetString()!;
        TestServer.Answer kept = await server.PostAsync(address + "/fields", $$$"""{"values":{"{{{field}}}":"{{{value}}}"},"reason":"read back"}""", token);
        Assert.True(kept.Status == 200, kept.Text);
    }

    private static async Task<string[]> DrawnAsync(TestServer server) =>
        [.. (await server.GetAsync("/v1/exceptions/samples?limit=500")).Json.GetProperty("exceptions").EnumerateArray().Select(e => e.GetProperty("id").GetString()!)];
}
