using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exchanges;

public sealed class SharingTests
{
    private const string Message = """{"id":"m1","ref":"I-1","summary":"seen at the window","crime":"C-9"}""";

    [Fact]
    public async Task Delivery_CarriesWhatTheAgreementPermits_AndTheOwnerSeesWhatWasWithheld()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference", "crimeReference")));

        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        StubRecipient.Request sent = Assert.Single(await recipient.WaitAsync(1));
        await server.UntilStatusAsync(exchange, "delivered");
        JsonElement decision = (await server.GetAsync($"/v1/exchanges/{exchange}", Estate.KeyOf("control"))).Json.GetProperty("deliveries")[0].GetProperty("decision");

        Assert.DoesNotContain("window", sent.Body, StringComparison.Ordinal);
        Assert.Contains("I-1", sent.Body, StringComparison.Ordinal);
        Assert.Contains("C-9", sent.Body, StringComparison.Ordinal);
        Assert.Equal("investigation", decision.GetProperty("purpose").GetString());
        Assert.StartsWith("feed@", decision.GetProperty("by").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, decision.GetProperty("withheld").GetProperty("SHR101").GetInt32());
    }

    [Fact]
    public async Task NoAgreement_NothingGoes_AndTheOwnerIsTold()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient));

        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        JsonElement view = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;
        JsonElement exception = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0];

        Assert.Equal("withheld", view.GetProperty("deliveries")[0].GetProperty("status").GetString());
        Assert.Equal("SHR001", exception.GetProperty("code").GetString());
        Assert.Equal("control", exception.GetProperty("task").GetProperty("system").GetString());
        Assert.Empty(recipient.Requests);
        Assert.Empty((await server.GetAsync("/v1/exceptions", Estate.KeyOf("records"))).Json.GetProperty("exceptions").EnumerateArray());
    }

    [Fact]
    public async Task RequiredAttribute_ThatMayNotGo_RefusesTheDelivery()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        Estate estate = new Estate().System("control").System("records", IssuePolicy.Reject, "strict").OwnedBy("records", "eastmoor")
            .Accepts("records", Accept(recipient, "strict")).Agreement(TestAgreement.Of("feed", "reference"));
        await using TestServer server = await TestServer.StartAsync(estate);

        await server.DepositAsync("control", Message);
        JsonElement refused = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0];
        await server.DepositAsync("control", """{"id":"m2","ref":"I-2"}""");
        JsonElement unwritable = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0];

        Assert.Equal("SHR010", refused.GetProperty("code").GetString());
        Assert.Contains("Incident.summary (SHR101)", refused.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("window", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("SRV022", unwritable.GetProperty("code").GetString());
        Assert.Empty(recipient.Requests);
    }

    [Fact]
    public async Task Views_ShowEachOrganisationItsOwn_AndNothingElseExists()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        await recipient.WaitAsync(1);
        string delivery = (await server.UntilStatusAsync(exchange, "delivered")).GetProperty("deliveries")[0].GetProperty("id").GetString()!;

        TestServer.Answer theirs = await server.GetAsync($"/v1/exchanges/{exchange}", Estate.KeyOf("records"));
        TestServer.Answer unknown = await server.GetAsync("/v1/exchanges/x-0000000000001", Estate.KeyOf("records"));
        TestServer.Answer received = await server.GetAsync($"/v1/deliveries/{delivery}", Estate.KeyOf("records"));
        TestServer.Answer sendersView = await server.GetAsync($"/v1/deliveries/{delivery}", Estate.KeyOf("control"));

        Assert.Equal((404, 404), (theirs.Status, unknown.Status));
        Assert.Equal(theirs.Text.Replace(exchange, "", StringComparison.Ordinal), unknown.Text.Replace("x-0000000000001", "", StringComparison.Ordinal));
        Assert.Empty((await server.GetAsync("/v1/exchanges", Estate.KeyOf("records"))).Json.GetProperty("exchanges").EnumerateArray());
        Assert.Equal(200, received.Status);
        Assert.Contains("I-1", received.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("window", received.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", received.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(404, sendersView.Status);
    }

    [Fact]
    public async Task Operator_OfAnotherOrganisation_SeesThatButNotWhat()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        Estate estate = new Estate().System("control").OwnedBy("control", "eastmoor").System("records").AcceptsHttp("records", recipient.Address);
        await using TestServer server = await TestServer.StartAsync(estate);

        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        TestServer.Answer view = await server.GetAsync($"/v1/exchanges/{exchange}");
        JsonElement own = (await server.GetAsync($"/v1/exchanges/{exchange}", Estate.KeyOf("control"))).Json;
        TestServer.Answer exceptions = await server.GetAsync("/v1/exceptions");

        Assert.Equal(200, view.Status);
        Assert.DoesNotContain("window", view.Text, StringComparison.Ordinal);
        Assert.False(view.Json.GetProperty("translationIn").TryGetProperty("bundle", out _));
        Assert.Contains("window", own.GetProperty("receipt").GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.False(exceptions.Json.GetProperty("exceptions")[0].TryGetProperty("why", out _));
    }

    private static Estate Between(StubRecipient recipient) =>
        new Estate().System("control").System("records").OwnedBy("records", "eastmoor").Accepts("records", Accept(recipient, "incident"));

    private static AcceptDefinition Accept(StubRecipient recipient, string type) => new()
    {
        MessageType = type,
        Types = ["Incident"],
        Purpose = "investigation",
        Delivery = new HttpDelivery { Url = recipient.Address.ToString() },
    };
}
