using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Agreements;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Agreements;

/// <summary>Agreements that change while deliveries wait, over real HTTP, on each store.</summary>
public abstract class StateChangeTests
{
    private const string Suspension = """{"reason":"audit"}""";

    [Fact]
    public async Task Suspend_StopsWhatWaits_AndResendAfterResumeIsDecidedAnew()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        (Task inFlight, TaskCompletionSource answer) = recipient.FailOnce();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1"}""")).Exchange;
        await inFlight;

        TestServer.Answer act = await server.PostAsync("/v1/agreements/feed/suspend", Suspension);
        answer.SetResult();
        await recipient.WaitAsync(1);
        JsonElement stopped = await server.UntilAsync($"/v1/exchanges/{exchange}", e => e.GetProperty("deliveries")[0].GetProperty("status").GetString() == "withheld");
        int attempts = recipient.Requests.Count;
        string exception = stopped.GetProperty("exceptions")[0].GetProperty("id").GetString()!;
        Assert.Equal("SHR001", stopped.GetProperty("exceptions")[0].GetProperty("code").GetString());
        Assert.Equal("suspended", act.Json.GetProperty("state").GetString());
        Assert.Equal(1, attempts);

        Assert.Equal("in-force", (await server.PostAsync("/v1/agreements/feed/resume", Suspension)).Json.GetProperty("state").GetString());
        Assert.Equal(202, (await server.PostAsync($"/v1/exceptions/{exception}/resend", "")).Status);
        IReadOnlyList<StubRecipient.Request> requests = await recipient.WaitAsync(1);
        Assert.Equal(2, requests.Count);
        Assert.Contains("I-1", requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NarrowedText_IsDecidedAndTranslatedAnew()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        (Task inFlight, TaskCompletionSource answer) = recipient.FailOnce();
        Estate after = Between(recipient).Agreement(TestAgreement.Of("feed", "reference"));
        await using TestServer server = await TestServer.StartAsync(
            Between(recipient).Agreement(TestAgreement.Of("feed", "reference", "summary")),
            change: o => o with { Reload = _ => Task.FromResult(new ReloadedWorkspace(after.Build("v2"), [])) });
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1","summary":"at the window"}""")).Exchange;
        await inFlight;
        Assert.Contains("window", recipient.Requests[0].Body, StringComparison.Ordinal);

        Assert.Equal(200, (await server.PostAsync("/v1/workspace/reload", "")).Status);
        answer.SetResult();
        IReadOnlyList<StubRecipient.Request> requests = await recipient.WaitAsync(2);
        JsonElement view = await server.UntilStatusAsync(exchange, "delivered");

        Assert.DoesNotContain("window", requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal(requests[0].Key, requests[^1].Key);
        Assert.DoesNotContain("window", view.GetProperty("deliveries")[0].GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, view.GetProperty("deliveries")[0].GetProperty("decision").GetProperty("withheld").GetProperty("SHR101").GetInt32());
    }

    [Fact]
    public async Task Acts_SurviveARestart_AndTheMoreRestrictiveCounts()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        AgreementDefinition feed = TestAgreement.Of("feed", "reference");
        string root;
        await using (TestServer first = await TestServer.StartAsync(Between(recipient).Agreement(feed)))
        {
            root = first.Root;
            await first.PostAsync("/v1/agreements/feed/end", Suspension);
        }

        await using TestServer second = await TestServer.StartAsync(
            Between(recipient).Agreement(feed, new AgreementStop(AgreementState.Suspended, feed.Start, "eastmoor", "in the file")), root);

        Assert.Equal("ended", (await second.GetAsync("/v1/agreements/feed")).Json.GetProperty("state").GetString());
        Assert.Equal(409, (await second.PostAsync("/v1/agreements/feed/resume", Suspension)).Status);
        Assert.Equal(409, (await second.PostAsync("/v1/agreements/feed/suspend", Suspension)).Status);
        Assert.Equal("withdrawn", (await second.PostAsync("/v1/agreements/feed/withdraw", Suspension)).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Agreements_AreSeenByTheirParties_AndActsNeedTheRight()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        Estate estate = Between(recipient).Agreement(TestAgreement.Of("feed", "reference"))
            .Agreement(TestAgreement.Of("own", "reference") with { Parties = [new("wexshire", null, "controller", true, true, "")] });
        await using TestServer server = await TestServer.StartAsync(estate);

        IEnumerable<string?> theirs = (await server.GetAsync("/v1/agreements", Estate.KeyOf("records"))).Json.GetProperty("agreements").EnumerateArray().Select(a => a.GetProperty("id").GetString());

        Assert.Equal(["feed"], theirs);
        Assert.Equal(404, (await server.GetAsync("/v1/agreements/own", Estate.KeyOf("records"))).Status);
        Assert.Equal(200, (await server.GetAsync("/v1/agreements/own", Estate.KeyOf("control"))).Status);
        Assert.Equal(403, (await server.PostAsync("/v1/agreements/feed/suspend", Suspension, Estate.KeyOf("records"))).Status);
        Assert.Equal(400, (await server.PostAsync("/v1/agreements/feed/suspend", "{}")).Status);
        Assert.Equal(400, (await server.PostAsync("/v1/agreements/feed/suspend", "[")).Status);
        Assert.Equal(404, (await server.PostAsync("/v1/agreements/none/suspend", Suspension)).Status);
    }

    [Fact]
    public async Task Emergency_LetsOneMatterGo_ForAWhile_AndLeavesAReview()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient));
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1","summary":"at risk"}""")).Exchange;
        string refused = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0].GetProperty("id").GetString()!;

        TestServer.Answer unnamed = await server.PostAsync("/v1/emergencies", $$"""{"exchange":"{{exchange}}","to":"records","reason":"risk to life"}""");
        TestServer.Answer tooLong = await server.PostAsync("/v1/emergencies", $$"""{"exchange":"{{exchange}}","to":"records","reason":"r","person":"p","hours":25}""");
        TestServer.Answer declared = await server.PostAsync(
            "/v1/emergencies", $$"""{"exchange":"{{exchange}}","to":"records","reason":"risk to life","person":"Insp. A. Fictional","hours":1}""");
        await server.PostAsync($"/v1/exceptions/{refused}/resend", "");
        IReadOnlyList<StubRecipient.Request> requests = await recipient.WaitAsync(1);
        string other = (await server.DepositAsync("control", """{"ref":"I-2"}""")).Exchange;
        JsonElement[] open = [.. (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").EnumerateArray()];
        JsonElement review = Assert.Single(open, e => e.GetProperty("code").GetString() == "SHR012");

        Assert.Equal((400, 400, 201), (unnamed.Status, tooLong.Status, declared.Status));
        Assert.Contains("at risk", Assert.Single(requests).Body, StringComparison.Ordinal);
        Assert.Equal("withheld", (await server.GetAsync($"/v1/exchanges/{other}")).Json.GetProperty("deliveries")[0].GetProperty("status").GetString());
        Assert.Contains("dpo@wexshire.example", review.GetProperty("why").GetString(), StringComparison.Ordinal);
        string id = review.GetProperty("id").GetString()!;
        Assert.Equal(409, (await server.PostAsync($"/v1/exceptions/{id}/resend", "")).Status);
        Assert.Equal(200, (await server.PostAsync($"/v1/exceptions/{id}/discard", """{"reason":"necessary and proportionate"}""")).Status);
        Assert.NotEqual("discarded", (await server.GetAsync($"/v1/exchanges/{exchange}")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task States_AreRecordedOnce()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        StoreReader reader = server.Part<Store>().Reader;

        (string _, long before) = (await reader.AgreementStatesAsync(CancellationToken.None))["feed"];
        await server.PostAsync("/v1/agreements/feed/suspend", Suspension);
        (string _, long after) = (await reader.AgreementStatesAsync(CancellationToken.None))["feed"];

        Assert.Equal(((long)AgreementState.InForce, (long)AgreementState.Suspended), (before, after));
    }

    [Fact]
    public async Task Withdraw_TellsWhoWasGivenSomethingUnderIt()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(WithNotices(recipient, notices).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1"}""")).Exchange;
        await server.UntilStatusAsync(exchange, "delivered");

        TestServer.Answer act = await server.PostAsync("/v1/agreements/feed/withdraw", """{"reason":"It was never lawful."}""");
        string told = (await notices.WaitAsync(1))[0].Body;
        JsonElement view = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;

        Assert.Equal("withdrawn", act.Json.GetProperty("state").GetString());
        Assert.Contains("It was never lawful.", told, StringComparison.Ordinal);
        Assert.Equal("agreement:feed", Assert.Single(view.GetProperty("acts").EnumerateArray()).GetProperty("partOf").GetString());
        Assert.Equal(409, (await server.PostAsync("/v1/agreements/feed/withdraw", Suspension)).Status);
        Assert.Single((await server.GetAsync("/v1/notices")).Json.GetProperty("notices").EnumerateArray());
    }

    [Fact]
    public async Task WithdrawnByItsFile_IsNoticedAtReload_AndToldOnce()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        AgreementDefinition feed = TestAgreement.Of("feed", "reference");
        Estate withdrawn = WithNotices(recipient, notices).Agreement(feed, new AgreementStop(AgreementState.Withdrawn, feed.Start, "eastmoor", "in the file"));
        string root;
        await using (TestServer first = await TestServer.StartAsync(
            WithNotices(recipient, notices).Agreement(feed), change: o => o with { Reload = _ => Task.FromResult(new ReloadedWorkspace(withdrawn.Build("v2"), [])) }))
        {
            root = first.Root;
            await first.UntilStatusAsync((await first.DepositAsync("control", """{"ref":"I-1"}""")).Exchange, "delivered");
            Assert.Equal(200, (await first.PostAsync("/v1/workspace/reload", "")).Status);
            Assert.Contains("eastmoor: in the file", (await notices.WaitAsync(1))[0].Body, StringComparison.Ordinal);
            await first.UntilAsync("/v1/agreements/feed", a => a.GetProperty("state").GetString() == "withdrawn");
        }

        await using TestServer second = await TestServer.StartAsync(withdrawn, root);
        await second.Part<AgreementWatch>().PassAsync(TestContext.Current.CancellationToken);

        Assert.Single((await second.GetAsync("/v1/notices")).Json.GetProperty("notices").EnumerateArray());
    }

    [Fact]
    public async Task Dates_OverdueAndPast_AreLevelsOfTheMetrics()
    {
        AgreementDefinition overdue = TestAgreement.Of("overdue", "reference") with { Review = new DateOnly(2021, 1, 1) };
        AgreementDefinition past = TestAgreement.Of("past", "reference") with { Review = new DateOnly(2021, 1, 1), End = new DateOnly(2022, 1, 1) };
        AgreementStop ended = new(AgreementState.Ended, past.Start, "eastmoor", "superseded");
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(
            Between(recipient).Agreement(overdue).Agreement(past).Agreement(past with { Id = "stopped" }, ended));

        string metrics = (await server.GetAsync("/metrics")).Text;

        Assert.Contains("parley_agreements_review_overdue 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("parley_agreements_expired 1\n", metrics, StringComparison.Ordinal);
    }

    private protected abstract StorageDefinition Storage();

    private Estate WithNotices(StubRecipient recipient, StubRecipient notices) =>
        Between(recipient, "incident", "notice", "notice-done").AcceptsNotices("records", notices.Address);

    private Estate Between(StubRecipient recipient, params string[] types) =>
        new Estate { Storage = Storage() }.System("control").System("records", IssuePolicy.Reject, types).OwnedBy("records", "eastmoor").Accepts("records", new AcceptDefinition
        {
            MessageType = "incident",
            Types = ["Incident"],
            Purpose = "investigation",
            Delivery = new HttpDelivery
            {
                Url = recipient.Address.ToString(),
                Retry = new RetryDefinition { Attempts = 50, First = TimeSpan.FromMilliseconds(100), Most = TimeSpan.FromMilliseconds(200) },
            },
        });
}
