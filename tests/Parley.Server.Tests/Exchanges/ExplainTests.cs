using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exchanges;

public sealed class ExplainTests
{
    [Fact]
    public async Task Explain_NamesWhatGoesAndWhyNotTheRest_WithoutValues()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1","summary":"at the window"}""")).Exchange;

        TestServer.Answer answer = await server.PostAsync("/v1/explain", $$"""{"exchange":"{{exchange}}","to":"records","purpose":"investigation"}""");
        JsonElement summary = answer.Json.GetProperty("attributes").EnumerateArray().Single(a => a.GetProperty("attribute").GetString() == "summary");
        JsonElement refused = (await server.PostAsync("/v1/explain", $$"""{"exchange":"{{exchange}}","to":"eastmoor","purpose":"prosecution"}""")).Json;

        Assert.True(answer.Json.GetProperty("permitted").GetBoolean());
        Assert.Equal("inter-force", answer.Json.GetProperty("level").GetString());
        Assert.Equal("SHR101", summary.GetProperty("code").GetString());
        Assert.DoesNotContain("window", answer.Text, StringComparison.Ordinal);
        Assert.Equal("SHR001", refused.GetProperty("refusal").GetString());
        Assert.Contains("investigation, not prosecution", refused.GetProperty("rejected")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(403, (await server.PostAsync("/v1/explain", "{}", Estate.KeyOf("records"))).Status);
        Assert.Equal(404, (await server.PostAsync("/v1/explain", """{"exchange":"x-0000000000001","to":"records"}""")).Status);
    }

    [Fact]
    public async Task Explain_ToASystem_AsksAsItsAcceptsEntryDoes()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1","summary":"at the window"}""")).Exchange;

        JsonElement system = (await server.PostAsync("/v1/explain", $$"""{"exchange":"{{exchange}}","to":"records"}""")).Json;
        JsonElement organisation = (await server.PostAsync("/v1/explain", $$"""{"exchange":"{{exchange}}","to":"eastmoor"}""")).Json;

        Assert.Equal((true, "investigation"), (system.GetProperty("permitted").GetBoolean(), system.GetProperty("purpose").GetString()));
        Assert.Equal((false, "policing"), (organisation.GetProperty("permitted").GetBoolean(), organisation.GetProperty("purpose").GetString()));
    }

    [Fact]
    public async Task Impact_CountsWhatAnUnsignedAgreementWouldOpen()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        AgreementDefinition feed = TestAgreement.Of("feed", "reference", "summary");
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(feed, new AgreementStop(AgreementState.Suspended, feed.Start, "eastmoor", "audit")));
        await server.DepositAsync("control", """{"ref":"I-1","summary":"at the window"}""");
        await server.DepositAsync("control", """{"ref":"I-2"}""");

        JsonElement report = (await server.GetAsync("/v1/agreements/feed/impact?days=2")).Json;
        JsonElement change = Assert.Single(report.GetProperty("changes").EnumerateArray());

        Assert.Equal(2, report.GetProperty("exchanges").GetInt32());
        Assert.True(report.GetProperty("complete").GetBoolean());
        Assert.Equal((2, 2, 0), (change.GetProperty("deliveries").GetInt32(), change.GetProperty("onlyWith").GetInt32(), change.GetProperty("onlyWithout").GetInt32()));
        Assert.Equal(["+Incident.reference", "+Incident.summary"], change.GetProperty("attributes").EnumerateArray().Select(a => a.GetString()));
        Assert.Empty(recipient.Requests);
        Assert.Equal(400, (await server.GetAsync("/v1/agreements/feed/impact?days=0")).Status);
    }

    private static Estate Between(StubRecipient recipient) =>
        new Estate().System("control").System("records").OwnedBy("records", "eastmoor").Accepts("records", new AcceptDefinition
        {
            MessageType = "incident",
            Types = ["Incident"],
            Purpose = "investigation",
            Delivery = new HttpDelivery { Url = recipient.Address.ToString() },
        });
}
