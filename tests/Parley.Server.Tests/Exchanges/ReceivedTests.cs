using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exchanges;

/// <summary>What organisations and systems see of what they were given: that, and nothing else. The same on each database.</summary>
public abstract class ReceivedTests
{
    private const string Message = """{"id":"m1","ref":"I-1","summary":"seen at the window","crime":"C-9"}""";
    private const string Audience = "urn:parley:people";

    [Fact]
    public async Task Deliveries_AreListedForWhoGotThem_AndForNobodyElse()
    {
        await using Scene scene = await Scene.StartAsync(Storage());
        string delivery = await scene.DeliverAsync(Message);

        JsonElement mine = (await scene.Server.GetAsync("/v1/deliveries", Estate.KeyOf("records"))).Json;
        JsonElement one = Assert.Single(mine.GetProperty("deliveries").EnumerateArray());

        Assert.Equal(delivery, one.GetProperty("id").GetString());
        Assert.Equal(("records", "incident", "delivered", "investigation"), (Text(one, "recipient"), Text(one, "type"), Text(one, "status"), Text(one, "purpose")));
        Assert.False(mine.TryGetProperty("next", out _));
        Assert.DoesNotContain("control", mine.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", mine.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Single(await scene.ListAsync("/v1/deliveries", "eastmoor", "supervisor"));
        Assert.Single(await scene.ListAsync("/v1/deliveries", "eastmoor", "auditor"));
        Assert.Empty(await scene.ListAsync("/v1/deliveries", "northmoor", "supervisor"));
        Assert.Empty(await scene.ListAsync("/v1/deliveries", "wexshire", "supervisor"));
        Assert.Empty(await scene.ListAsync("/v1/deliveries?system=control", "eastmoor", "supervisor"));
        Assert.Empty((await scene.Server.GetAsync("/v1/deliveries", Estate.KeyOf("control"))).Json.GetProperty("deliveries").EnumerateArray());
        Assert.Equal(403, (await scene.GetAsync("/v1/deliveries", "eastmoor", "officer")).Status);
        Assert.Equal(401, (await scene.Server.GetAsync("/v1/deliveries", null)).Status);
    }

    [Fact]
    public async Task Deliveries_ComeInPages_ByFilters()
    {
        await using Scene scene = await Scene.StartAsync(Storage());
        string first = await scene.DeliverAsync(Message);
        string second = await scene.DeliverAsync("""{"id":"m2","ref":"I-2"}""");
        string third = await scene.DeliverAsync("""{"id":"m3","ref":"I-3"}""");
        string key = Estate.KeyOf("records");

        JsonElement page = (await scene.Server.GetAsync("/v1/deliveries?limit=2", key)).Json;
        JsonElement rest = (await scene.Server.GetAsync($"/v1/deliveries?limit=2&after={Text(page, "next")}", key)).Json;
        string since = Text(page.GetProperty("deliveries")[0], "delivered");

        Assert.Equal([third, second], Ids(page));
        Assert.Equal([first], Ids(rest));
        Assert.Equal([third], Ids((await scene.Server.GetAsync($"/v1/deliveries?since={since}", key)).Json));
        Assert.Equal(3, Ids((await scene.Server.GetAsync("/v1/deliveries?state=delivered&system=records", key)).Json).Length);
        Assert.Empty(Ids((await scene.Server.GetAsync("/v1/deliveries?state=reply-held", key)).Json));
        Assert.Empty(Ids((await scene.Server.GetAsync("/v1/deliveries?since=2999-01-01T00:00:00Z", key)).Json));
        foreach (string bad in new[] { "after=x-0000000000001", "limit=0", "limit=501", "state=withheld", "since=soon" })
        {
            TestServer.Answer refused = await scene.Server.GetAsync("/v1/deliveries?" + bad, key);
            Assert.Equal((400, "SRV008"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task People_SeeExchangesTheirOrganisationOnlyReceived_AsTheyWereDelivered()
    {
        await using Scene scene = await Scene.StartAsync(Storage());
        string exchange = ExchangeOf(await scene.DeliverAsync(Message));

        JsonElement listed = Assert.Single(await scene.ListAsync("/v1/exchanges", "eastmoor", "supervisor"));
        TestServer.Answer view = await scene.GetAsync($"/v1/exchanges/{exchange}", "eastmoor", "supervisor");
        JsonElement delivery = Assert.Single(view.Json.GetProperty("deliveries").EnumerateArray());
        TestServer.Answer plain = await scene.GetAsync($"/v1/exchanges/{exchange}", "eastmoor", "auditor");

        Assert.Equal((exchange, "records", "delivery", "delivered", 1), (Text(listed, "id"), Text(listed, "system"), Text(listed, "via"), Text(listed, "status"), listed.GetProperty("deliveries").GetInt32()));
        Assert.Contains("I-1", Text(delivery, "body"), StringComparison.Ordinal);
        foreach (string hidden in new[] { "window", "C-9", "control", "summary", "withheld", "reference", "sha256", "other" })
        {
            Assert.DoesNotContain(hidden, view.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(hidden, listed.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(200, plain.Status);
        Assert.DoesNotContain("I-1", plain.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await scene.GetAsync($"/v1/exchanges/{exchange}", "northmoor", "supervisor")).Status);
        Assert.Empty(await scene.ListAsync("/v1/exchanges", "northmoor", "supervisor"));
        Assert.Equal(304, (await scene.GetAsync($"/v1/exchanges/{exchange}", "eastmoor", "supervisor", view.Headers.ETag!.Tag)).Status);
    }

    [Fact]
    public async Task Filters_TellNothingOfTheSendersSide()
    {
        await using Scene scene = await Scene.StartAsync(Storage());
        await scene.DeliverAsync(Message);

        Assert.Single(await scene.ListAsync("/v1/exchanges?system=records&type=incident&status=delivered", "eastmoor", "supervisor"));
        Assert.Empty(await scene.ListAsync("/v1/exchanges?system=control", "eastmoor", "supervisor"));
        Assert.Empty(await scene.ListAsync("/v1/exchanges?type=other", "eastmoor", "supervisor"));
        Assert.Empty(await scene.ListAsync("/v1/exchanges?status=failed", "eastmoor", "supervisor"));
        Assert.Empty(await scene.ListAsync("/v1/exchanges?reference=I-1", "eastmoor", "supervisor"));
        Assert.Single(await scene.ListAsync("/v1/exchanges?reference=I-1", "wexshire", "supervisor"));
    }

    [Fact]
    public async Task WhatAnAgreementNoLongerLetsThrough_IsGone_AndPagesHaveNoGaps()
    {
        await using Scene scene = await Scene.StartAsync(Storage());
        string delivery = await scene.DeliverAsync(Message);
        string exchange = ExchangeOf(delivery);

        Assert.Equal(200, (await scene.Server.PostAsync("/v1/agreements/feed/suspend", """{"reason":"audit"}""")).Status);

        Assert.Equal("""{"deliveries":[]}""", (await scene.GetAsync("/v1/deliveries?limit=1", "eastmoor", "supervisor")).Text);
        Assert.Equal("""{"exchanges":[]}""", (await scene.GetAsync("/v1/exchanges?limit=1", "eastmoor", "supervisor")).Text);
        Assert.Equal(404, (await scene.GetAsync($"/v1/exchanges/{exchange}", "eastmoor", "supervisor")).Status);
        Assert.Equal(404, (await scene.Server.GetAsync($"/v1/deliveries/{delivery}", Estate.KeyOf("records"))).Status);
        Assert.Equal(200, (await scene.GetAsync($"/v1/exchanges/{exchange}", "wexshire", "supervisor")).Status);
        Assert.Equal(200, (await scene.Server.PostAsync("/v1/agreements/feed/resume", """{"reason":"done"}""")).Status);
        Assert.Equal(200, (await scene.Server.GetAsync($"/v1/deliveries/{delivery}", Estate.KeyOf("records"))).Status);
    }

    [Fact]
    public async Task WhatTheOwnerWithdrew_IsGone()
    {
        await using Scene scene = await Scene.StartAsync(Storage());
        string delivery = await scene.DeliverAsync(Message);
        string exchange = ExchangeOf(delivery);

        Assert.Equal(200, (await scene.Server.PostAsync($"/v1/exchanges/{exchange}/withdraw", """{"reason":"sent in error"}""", Estate.KeyOf("control"))).Status);

        Assert.Empty(await scene.ListAsync("/v1/deliveries", "eastmoor", "supervisor"));
        Assert.Empty(await scene.ListAsync("/v1/exchanges", "eastmoor", "supervisor"));
        Assert.Equal(404, (await scene.GetAsync($"/v1/deliveries/{delivery}", "eastmoor", "supervisor")).Status);
    }

    [Fact]
    public async Task Reading_IsInTheLedger_WithItsReason()
    {
        await using Scene scene = await Scene.StartAsync(Storage());
        string delivery = await scene.DeliverAsync(Message);
        string exchange = ExchangeOf(delivery);

        await scene.GetAsync($"/v1/deliveries/{delivery}", "eastmoor", "supervisor");
        await scene.GetAsync($"/v1/exchanges/{exchange}", "eastmoor", "supervisor");
        JsonElement entries = await scene.Server.UntilAsync("/v1/ledger/entries", l => l.ToString().Contains("exchange-read", StringComparison.Ordinal));

        Assert.Contains("delivery-read", entries.ToString(), StringComparison.Ordinal);
        Assert.Contains("person:supervisor-of-eastmoor", entries.ToString(), StringComparison.Ordinal);
        Assert.Contains("linked burglaries", entries.ToString(), StringComparison.Ordinal);
    }

    private protected abstract StorageDefinition Storage();

    /// <summary>The exchange of a delivery: the same digits under the letter of exchanges.</summary>
    private static string ExchangeOf(string delivery) => 'x' + delivery[1..15];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string[] Ids(JsonElement page) => [.. page.GetProperty("deliveries").EnumerateArray().Select(d => Text(d, "id"))];

    /// <summary>Control of Wexshire, which gives Eastmoor's records the references of incidents; what it withholds is the rest.</summary>
    private sealed class Scene(TestServer server, TestIssuer issuer, StubRecipient recipient) : IAsyncDisposable
    {
        public TestServer Server => server;

        public static async Task<Scene> StartAsync(StorageDefinition storage)
        {
            StubRecipient recipient = await StubRecipient.StartAsync();
            TestIssuer issuer = await TestIssuer.StartAsync();
            Estate estate = new Estate().System("control").System("records").OwnedBy("records", "eastmoor").System("other").OwnedBy("other", "northmoor")
                .Accepts("records", new AcceptDefinition
                {
                    MessageType = "incident",
                    Types = ["Incident"],
                    Purpose = "investigation",
                    Delivery = new HttpDelivery { Url = recipient.Address.ToString() },
                })
                .Agreement(TestAgreement.Of("feed", "reference"));
            estate.Storage = storage;
            estate.Access = new AccessDefinition
            {
                Provider = new IdentityProviderDefinition { Issuer = issuer.Issuer, ClientId = "parley", Audience = Audience },
            };
            return new Scene(await TestServer.StartAsync(estate), issuer, recipient);
        }

        public async Task<string> DeliverAsync(string message)
        {
            string exchange = (await server.DepositAsync("control", message)).Exchange;
            return Text((await server.UntilStatusAsync(exchange, "delivered")).GetProperty("deliveries")[0], "id");
        }

        public async Task<JsonElement[]> ListAsync(string path, string organisation, string role)
        {
            TestServer.Answer answer = await GetAsync(path, organisation, role);
            Assert.True(answer.Status == 200, answer.Text);
            return [.. answer.Json.EnumerateObject().First().Value.EnumerateArray()];
        }

        public Task<TestServer.Answer> GetAsync(string path, string organisation, string role, string? known = null) => server.CallAsync(HttpMethod.Get, path, request =>
        {
            Dictionary<string, object> claims = issuer.Claims(Audience, $"{role}-of-{organisation}");
            claims["roles"] = new[] { role };
            claims["organisation"] = organisation;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(claims));
            request.Headers.Add("Parley-Reason", "linked burglaries");
            if (known is not null)
            {
                request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(known));
            }
        });

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await issuer.DisposeAsync();
            await recipient.DisposeAsync();
        }
    }
}
