using System.Text;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Subscriptions;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Subscriptions;

/// <summary>Change events by web hook, from a real server to a real subscriber, on each store.</summary>
public abstract class SubscriptionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_ArriveInOrder_SignedSoThatAnybodyCanVerify_WithALinkAndNoData()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync(With(receiver));
        JsonElement subscription = await SubscribeAsync(server, receiver);
        for (int i = 1; i <= 5; i++)
        {
            await server.DepositAsync("beacon", $$"""{"ref":"INC-{{i}}","summary":"never told"}""");
        }

        await receiver.WaitAsync(5);

        Assert.Equal(Enumerable.Range(1, 5).Select(i => server.Part<EventIds>().Of(i)), receiver.Ids);
        JsonElement change = receiver.Events[0];
        Assert.Equal(("1.0", "parley.record.known", "Incident"), (Text(change, "specversion"), Text(change, "type"), Text(change, "recordtype")));
        Assert.Equal(200, (await server.GetAsync(Text(change, "link"), Estate.KeyOf("beacon"))).Status);
        StubRecipient.Request question = Assert.Single(receiver.Questions);
        Assert.Equal("127.0.0.1", question.Headers["WebHook-Request-Origin"]);
        string keys = (await server.GetAsync("/.well-known/parley-webhooks.json", null)).Text;
        foreach (StubRecipient.Request request in receiver.Requests)
        {
            Assert.DoesNotContain("told", request.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("INC-", request.Body, StringComparison.Ordinal);
            Assert.Equal(("application/cloudevents+json", "127.0.0.1"), (request.Headers["Content-Type"], request.Headers["Origin"]));
            Assert.Null(FaultOf(receiver, request, request.Body, keys));
            Assert.Equal("digest", FaultOf(receiver, request, request.Body + " ", keys));
        }

        StubRecipient.Request first = receiver.Requests[0];
        Dictionary<string, string> other = new(first.Headers, StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };
        Assert.Equal("signature", SignatureVerifier.Fault("POST", receiver.Address.ToString(), other, Encoding.UTF8.GetBytes(first.Body), keys));
        Assert.Equal("signature", SignatureVerifier.Fault("POST", receiver.Address + "/else", first.Headers, Encoding.UTF8.GetBytes(first.Body), keys));
        JsonElement after = await server.UntilAsync($"/v1/subscriptions/{Text(subscription, "id")}", s => s.GetProperty("delivered").GetInt32() == 5);
        Assert.Equal(("active", 5L), (Text(after, "status"), await server.Part<EventIds>().FindAsync(Text(after, "after"), Token)));
    }

    [Fact]
    public async Task Subscriber_IsToldOnlyOfWhatItMayRead_AndOnlyOfWhatItAskedFor()
    {
        await using WebhookReceiver own = await WebhookReceiver.StartAsync();
        await using WebhookReceiver permitted = await WebhookReceiver.StartAsync();
        await using WebhookReceiver unsaid = await WebhookReceiver.StartAsync();
        Estate estate = NewEstate().System("beacon", IssuePolicy.Reject, "incident", "bundle").Webhook("beacon", own.Address)
            .System("records").System("control").OwnedBy("control", "eastmoor").Webhook("control", permitted.Address).Webhook("control", unsaid.Address)
            .Agreement(TestAgreement.Of("feed", "reference"));
        await using TestServer server = await TestServer.StartAsync(estate);
        await SubscribeAsync(server, own, "\"types\":[\"Incident\"],\"systems\":[\"beacon\"]");
        await SubscribeAsync(server, permitted, "\"purpose\":\"investigation\"", "control");
        await SubscribeAsync(server, unsaid, "\"batch\":10", "control");

        await server.DepositAsync("records", """{"ref":"OTHER"}""");
        await server.DepositAsync("beacon", """{"records":[{"id":"p","type":"Person","attributes":{"reference":"P-1"}}],"links":[]}""", type: "bundle");
        await server.DepositAsync("beacon", """{"ref":"INC-1"}""");
        await Task.WhenAll(own.WaitAsync(1), permitted.WaitAsync(2));

        // Rows 1 and 3 are incidents of wexshire's, which it gives to eastmoor for investigation; row 2 is a person.
        Assert.Equal([server.Part<EventIds>().Of(3)], own.Ids);
        Assert.Equal([server.Part<EventIds>().Of(1), server.Part<EventIds>().Of(3)], permitted.Ids);
        Assert.Empty(unsaid.Requests);
    }

    [Fact]
    public async Task WhatIsNotTaken_IsSentAgain_AndNothingBehindItOvertakes_EvenAfterARestart()
    {
        int port = FreePort.Next();
        Estate estate;
        string root = TestServer.NewFolder();
        string id;
        await using (WebhookReceiver receiver = await WebhookReceiver.StartAsync(port))
        {
            estate = With(receiver);
            await using TestServer server = await TestServer.StartAsync(estate, root);
            id = Text(await SubscribeAsync(server, receiver), "id");
            int asked = 0;
            receiver.Status = _ => Interlocked.Increment(ref asked) == 2 ? 503 : 204;
            for (int i = 1; i <= 4; i++)
            {
                await server.DepositAsync("beacon", $$"""{"ref":"INC-{{i}}"}""");
            }

            await receiver.WaitAsync(4);
            Assert.Equal(Enumerable.Range(1, 4).Select(i => server.Part<EventIds>().Of(i)), receiver.Ids);
            Assert.Equal(5, receiver.Requests.Count);
            receiver.Status = _ => 500;
            await server.DepositAsync("beacon", """{"ref":"INC-5"}""");
            await receiver.AskedAsync(6);
            JsonElement failing = await server.UntilAsync($"/v1/subscriptions/{id}", s => s.GetProperty("failures").GetInt32() > 0);
            Assert.Equal(("active", "It answered 500."), (Text(failing, "status"), Text(failing, "error")));
        }

        await using WebhookReceiver again = await WebhookReceiver.StartAsync(port);
        await using TestServer next = await TestServer.StartAsync(estate, root);
        await again.WaitAsync(1);
        Assert.Equal([next.Part<EventIds>().Of(5)], again.Ids);
        await next.UntilAsync($"/v1/subscriptions/{id}", s => s.GetProperty("failures").GetInt32() == 0 && s.GetProperty("delivered").GetInt32() == 5);
    }

    [Fact]
    public async Task LongFailure_PausesIt_AndSaysSo_UntilSomebodyTakesItUpFromAPlace()
    {
        SteppedTime time = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        receiver.Status = _ => 500;
        await using TestServer server = await TestServer.StartAsync(With(receiver), change: o => o with { Time = time });
        string id = Text(await SubscribeAsync(server, receiver, "\"batch\":3"), "id");
        await server.DepositAsync("beacon", """{"ref":"INC-1"}""");
        await server.DepositAsync("beacon", """{"ref":"INC-2"}""");
        await server.Part<Projector>().CatchUpAsync(Token);

        JsonElement failed = await AdvanceUntilAsync(server, time, id, "failed");
        receiver.Status = _ => 204;
        TestServer.Answer resumed = await server.PostAsync($"/v1/subscriptions/{id}/resume?after={PublicId.Version(0)}", "", Estate.KeyOf("beacon"));
        await receiver.WaitAsync(2);

        Assert.Equal("It answered 500.", Text(failed, "error"));
        Assert.Equal((200, "active"), (resumed.Status, Text(resumed.Json, "status")));
        StubRecipient.Request taken = receiver.Requests[^1];
        Assert.Equal("application/cloudevents-batch+json", taken.Headers["Content-Type"]);
        Assert.Equal(2, JsonDocument.Parse(taken.Body).RootElement.GetArrayLength());
        Assert.Null(FaultOf(receiver, taken, taken.Body, (await server.GetAsync("/.well-known/parley-webhooks.json", null)).Text));
    }

    [Fact]
    public async Task Gone_Paused_AndEnded_AreLeftInPeace()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync(With(receiver));
        string id = Text(await SubscribeAsync(server, receiver), "id");
        string paused = Text((await server.PostAsync($"/v1/subscriptions/{id}/pause", "", Estate.KeyOf("beacon"))).Json, "status");
        await server.DepositAsync("beacon", """{"ref":"INC-1"}""");
        await server.Part<Projector>().CatchUpAsync(Token);
        Assert.Empty(receiver.Requests);

        receiver.Status = _ => 410;
        await server.PostAsync($"/v1/subscriptions/{id}/resume", "", Estate.KeyOf("beacon"));
        await server.UntilAsync($"/v1/subscriptions/{id}", s => Text(s, "status") == "gone");
        int deleted = (await server.CallAsync(HttpMethod.Delete, $"/v1/subscriptions/{id}", null, Estate.KeyOf("beacon"))).Status;

        Assert.Equal(("paused", 204), (paused, deleted));
        Assert.Equal(404, (await server.GetAsync($"/v1/subscriptions/{id}", Estate.KeyOf("beacon"))).Status);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Address_MustBeAPlaceOfTheSystem_AndMustAgree()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync(With(receiver).System("records"));

        TestServer.Answer elsewhere = await PostAsync(server, """{"url":"https://elsewhere.example/hook"}""");
        TestServer.Answer beside = await PostAsync(server, $$"""{"url":"{{receiver.Address}}2"}""");
        TestServer.Answer another = await PostAsync(server, $$"""{"url":"{{receiver.Address}}"}""", "records");
        receiver.Agreement["WebHook-Allowed-Origin"] = "somebody.example";
        TestServer.Answer refused = await PostAsync(server, $$"""{"url":"{{receiver.Address}}/below"}""");
        receiver.Agreement.Clear();
        TestServer.Answer silent = await PostAsync(server, $$"""{"url":"{{receiver.Address}}"}""");

        Assert.Equal(["SUB001", "SUB001", "SUB001", "SUB002", "SUB002"], new[] { elsewhere, beside, another, refused, silent }.Select(a => a.Code));
        Assert.Equal(2, receiver.Questions.Count);
        Assert.Empty((await server.GetAsync("/v1/subscriptions", Estate.KeyOf("beacon"))).Json.GetProperty("subscriptions").EnumerateArray());
    }

    [Fact]
    public async Task Subscriptions_AreTheirSystemsOwn_AndWhatMakesNoSenseIsRefused()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync(With(receiver).System("records").System("control").OwnedBy("control", "eastmoor"));
        string id = Text(await SubscribeAsync(server, receiver), "id");
        string url = receiver.Address.ToString();

        foreach (string other in new[] { "records", "control" })
        {
            Assert.Equal(404, (await server.GetAsync($"/v1/subscriptions/{id}", Estate.KeyOf(other))).Status);
            Assert.Equal(404, (await server.PostAsync($"/v1/subscriptions/{id}/pause", "", Estate.KeyOf(other))).Status);
            Assert.Equal(404, (await server.CallAsync(HttpMethod.Delete, $"/v1/subscriptions/{id}", null, Estate.KeyOf(other))).Status);
            Assert.Equal(403, (await PostAsync(server, $$"""{"url":"{{url}}","system":"beacon"}""", other)).Status);
            Assert.Empty((await server.GetAsync("/v1/subscriptions", Estate.KeyOf(other))).Json.GetProperty("subscriptions").EnumerateArray());
        }

        Assert.Single((await server.GetAsync("/v1/subscriptions")).Json.GetProperty("subscriptions").EnumerateArray());
        foreach (string body in new[] { "{}", "[]", $$"""{"url":"{{url}}","types":["Nonsense"]}""", $$"""{"url":"{{url}}","batch":0}""", $$"""{"url":"{{url}}","after":"x"}""", $$"""{"url":"{{url}}","purpose":"fun"}""" })
        {
            Assert.Equal(400, (await PostAsync(server, body)).Status);
        }

        // A system of another organisation that shares nothing is answered as one that there is not.
        string[] systems = ["recrds", "control", "absent"];
        string[] causes = await Task.WhenAll(systems.Select(async system =>
        {
            TestServer.Answer answer = await PostAsync(server, $$"""{"url":"{{url}}","systems":["beacon","{{system}}"]}""");
            Assert.Equal((400, "body: systems"), (answer.Status, Text(answer.Json, "place")));
            return Text(answer.Json, "cause").Replace(system, "…", StringComparison.Ordinal);
        }));
        Assert.Contains("did you mean 'records'? There are beacon and records.", causes[0], StringComparison.Ordinal);
        Assert.Equal(causes[1], causes[2]);
    }

    [Theory]
    [InlineData("https://hooks.example.com/in", true)]
    [InlineData("https://hooks.example.com/in/a?b=c", true)]
    [InlineData("https://HOOKS.example.com/in", true)]
    [InlineData("https://hooks.example.com/inside", false)]
    [InlineData("https://hooks.example.com/in/../out", false)]
    [InlineData("http://hooks.example.com/in", false)]
    [InlineData("https://hooks.example.com:8443/in", false)]
    [InlineData("https://user@hooks.example.com/in", false)]
    [InlineData("https://hooks.example.com.evil.example/in", false)]
    [InlineData("https://deliveries.example.net/anything", true)]
    public void Places_AreWhatTheWorkspaceNames(string url, bool permitted)
    {
        SystemDefinition system = NewPlain().System("records").Webhook("records", new Uri("https://hooks.example.com/in/"))
            .AcceptsHttp("records", new Uri("https://deliveries.example.net/incidents/{reference}")).Build().Systems["records"];

        Assert.Equal(permitted, WebhookPlaces.Permit(system, new Uri(url)));
    }

    private protected abstract StorageDefinition Storage();

    private static Estate NewPlain() => new();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string? FaultOf(WebhookReceiver receiver, StubRecipient.Request request, string body, string keys) =>
        SignatureVerifier.Fault("POST", receiver.Address.ToString(), request.Headers, Encoding.UTF8.GetBytes(body), keys);

    private static async Task<JsonElement> AdvanceUntilAsync(TestServer server, SteppedTime time, string id, string status)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            time.Advance(TimeSpan.FromMinutes(30));
            JsonElement now = (await server.GetAsync($"/v1/subscriptions/{id}", Estate.KeyOf("beacon"))).Json;
            if (Text(now, "status") == status)
            {
                return now;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static Task<TestServer.Answer> PostAsync(TestServer server, string body, string system = "beacon") =>
        server.PostAsync("/v1/subscriptions", body, Estate.KeyOf(system));

    private static async Task<JsonElement> SubscribeAsync(TestServer server, WebhookReceiver receiver, string? more = null, string system = "beacon")
    {
        TestServer.Answer answer = await PostAsync(server, $$"""{"url":"{{receiver.Address}}"{{(more is null ? "" : "," + more)}}}""", system);
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json;
    }

    private Estate NewEstate() => new() { Storage = Storage() };

    private Estate With(WebhookReceiver receiver) => NewEstate().System("beacon").Webhook("beacon", receiver.Address);
}
