using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Records;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Records;

/// <summary>The owner's acts, on each store.</summary>
public abstract class RecordTests
{
    private const string Why = """{"reason":"entered against the wrong person"}""";

    private const string PlainText = "written down before anything was sealed";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Withdrawal_TellsWhoGotIt_InItsOwnLanguage_AndItsReplyConfirms()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        notices.Answer = (_, context) => AnswerAsync(context, "{}");
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address).AcceptsNotices("records", notices.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77","summary":"s"}""");

        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", Why, Estate.KeyOf("beacon"));

        Assert.Equal(200, act.Status);
        JsonElement notice = act.Json.GetProperty("notices")[0];
        Assert.Equal(("message", "records"), (notice.GetProperty("channel").GetString(), notice.GetProperty("recipient").GetString()));
        string told = (await notices.WaitAsync(1))[0].Body;
        Assert.Contains("\"recordReference\":\"INC-77\"", told, StringComparison.Ordinal);
        Assert.Contains("\"action\":\"withdraw\"", told, StringComparison.Ordinal);
        Assert.Contains("wrong person", told, StringComparison.Ordinal);
        JsonElement confirmed = await server.UntilAsync(
            $"/v1/notices/{notice.GetProperty("id").GetString()}", n => n.GetProperty("status").GetString() == "confirmed");
        Assert.Equal("system:records", confirmed.GetProperty("confirmedBy").GetString());
        JsonElement view = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;
        Assert.Equal("withdrawn", view.GetProperty("status").GetString());
        Assert.Equal("system:beacon", view.GetProperty("acts")[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task Answer_ThatRefuses_DoesNotConfirm_AndAPersonIsToldAtOnce()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        notices.Answer = (_, context) => AnswerAsync(context, """{"answer":"refused"}""");
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address).AcceptsNotices("records", notices.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");

        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", Why);
        string id = Text(act.Json.GetProperty("notices")[0], "id")!;
        JsonElement notice = await server.UntilAsync($"/v1/notices/{id}", n => Text(n, "status") == "refused");
        await server.Part<NoticeKeeper>().PassAsync(Token);

        Assert.False(notice.TryGetProperty("confirmed", out _));
        Assert.Equal(id, Text(Assert.Single((await server.GetAsync("/v1/notices?status=refused")).Json.GetProperty("notices").EnumerateArray()), "id"));
        JsonElement exception = Assert.Single((await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").EnumerateArray());
        Assert.Equal("ERA011", Text(exception, "code"));
        Assert.Contains("will not do", Text(exception, "why"), StringComparison.Ordinal);
        string told = Text(notice, "told")!;
        List<string> entries = await EntriesOfAsync(server, told, exchange);
        Assert.Equal("accepted delivered withdraw message delivered refused late", string.Join(' ', entries.Where(e => !e.StartsWith("consultation", StringComparison.Ordinal)).Select(e => e.Split(' ')[^1])));

        Assert.Equal("confirmed", Text((await server.PostAsync($"/v1/notices/{id}/confirm", "")).Json, "status"));
    }

    [Fact]
    public async Task Notices_AreSeenByRecipientAndSource_AndConfirmedByTheRecipientOnly()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("stranger").AcceptsHttp("records", records.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");
        string path = "/v1/notices/" + Text((await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", Why)).Json.GetProperty("notices")[0], "id");

        foreach ((string system, int seen) in new[] { ("beacon", 1), ("records", 1), ("stranger", 0) })
        {
            string key = Estate.KeyOf(system);
            Assert.Equal(seen, (await server.GetAsync("/v1/notices", key)).Json.GetProperty("notices").GetArrayLength());
            Assert.Equal(seen, (await server.GetAsync("/v1/notices?recipient=records&status=open", key)).Json.GetProperty("notices").GetArrayLength());
            Assert.Equal(0, (await server.GetAsync("/v1/notices?recipient=beacon", key)).Json.GetProperty("notices").GetArrayLength());
            Assert.Equal(seen == 1 ? 200 : 404, (await server.GetAsync(path, key)).Status);
        }

        Assert.Equal(403, (await server.PostAsync(path + "/confirm", "", Estate.KeyOf("beacon"))).Status);
        Assert.Equal(404, (await server.PostAsync(path + "/confirm", "", Estate.KeyOf("stranger"))).Status);
        Assert.Equal(200, (await server.PostAsync(path + "/confirm", "", Estate.KeyOf("records"))).Status);
    }

    [Fact]
    public async Task Snapshot_BegunBeforeAnErasure_SeesNothingOfIt_ToItsEnd()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");
        Assert.True(PublicId.TryParse('x', exchange, out long id));
        Store store = server.Part<Store>();
        await using (StoreSnapshot snapshot = await store.Reader.SnapshotAsync(Token))
        {
            ExchangeRow before = (await snapshot.Reader.ExchangeAsync(id, Token))!;
            Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why)).Status);

            Assert.Equal(before.Status, (await snapshot.Reader.ExchangeAsync(id, Token))!.Status);
            Assert.Empty(await snapshot.Reader.ActsOfAsync(id, Token));
            Assert.Empty(await snapshot.Reader.NoticesOfAsync(id, Token));
        }

        Assert.Equal(ExchangeStatus.Erased, (await store.Reader.ExchangeAsync(id, Token))!.Status);
        Assert.Single(await store.Reader.ActsOfAsync(id, Token));
    }

    /// <summary>Whoever reads while it is erased sees it before or after: never an act without its state, nor a body that is gone of what is said to be whole.</summary>
    [Fact]
    public async Task Reading_DuringAnErasure_SeesItWholeOrErased()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        for (int i = 0; i < 20; i++)
        {
            string exchange = await DeliveredAsync(server, $$"""{"ref":"INC-{{i}}"}""");
            Task<TestServer.Answer> erasing = server.PostAsync($"/v1/exchanges/{exchange}/erase", Why);
            bool more = true;
            while (more)
            {
                more = !erasing.IsCompleted;
                JsonElement view = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;
                bool erased = Text(view, "status") == "erased";
                Assert.Equal(erased, view.TryGetProperty("acts", out JsonElement acts) && acts.GetArrayLength() > 0);
                Assert.True(erased || view.GetProperty("receipt").TryGetProperty("body", out _), view.ToString());
            }

            Assert.Equal(200, (await erasing).Status);
        }
    }

    [Fact]
    public async Task PackOfASubject_HasActsNoticesAndConfirmations()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        notices.Answer = (_, context) => AnswerAsync(context, "{}");
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address).AcceptsNotices("records", notices.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77","summary":"wrong"}""");
        await DeliveredAsync(server, """{"ref":"INC-78"}""");

        TestServer.Answer corrected = await server.PostAsync($"/v1/exchanges/{exchange}/correct?reason=typing", """{"ref":"INC-77","summary":"right"}""");
        await server.UntilStatusAsync(Text(corrected.Json.GetProperty("act"), "replacement")!, "delivered");
        await server.Part<NoticeKeeper>().PassAsync(Token);
        await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", Why);
        await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why);
        await server.UntilAsync("/v1/notices?status=confirmed", n => n.GetProperty("notices").GetArrayLength() == 4);

        string pack = (await server.PostAsync("/v1/ledger/packs", """{"subject":{"system":"beacon","type":"Incident","key":"INC-77"}}""")).Text;
        List<string> entries = [.. EvidencePack.Read(System.Text.Encoding.UTF8.GetBytes(pack), out _, out _)!.Entries.Select(e => Said(JsonDocument.Parse(e.Entry).RootElement))];
        foreach (string said in (string[])["alteration correct", "alteration withdraw", "erasure erasure begun", "erasure erased", "notice told by message", "notice confirmed", "disclosure delivered"])
        {
            Assert.True(entries.Contains(said), $"{said} is not among {string.Join(", ", entries)}");
        }

        // Of correction and withdrawal, and of both messages' erasure.
        Assert.Equal(4, entries.Count(e => e == "notice confirmed"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_OfWhatAServerMayHaveSentBeforeItWasCutOff_IsAnUnknownDisclosure(bool cutOff)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        Estate estate = NewEstate().AcceptsHttp("records", records.Address, d => d with { Url = "http://127.0.0.1:9/", Retry = d.Retry with { First = TimeSpan.FromHours(1), Most = TimeSpan.FromHours(1) } });
        string erased;
        string under;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            erased = (await server.DepositAsync("beacon", """{"ref":"INC-77"}""")).Exchange;
            under = (await server.DepositAsync("beacon", """{"ref":"INC-78"}""")).Exchange;
            Assert.True(PublicId.TryParse('x', under, out long key));
            await server.Part<Store>().WriteAsync(new StatementWork(new Statement("UPDATE deliveries SET agreements = $2 WHERE exchange = $1"), key, "dsa-1@0123456789abcdef"), Token);
            await server.UntilAsync($"/v1/exchanges/{erased}", e => e.GetProperty("deliveries")[0].GetProperty("attempts").GetInt32() == 1);
            await server.UntilAsync($"/v1/exchanges/{under}", e => e.GetProperty("deliveries")[0].GetProperty("attempts").GetInt32() == 1);
            Assert.Equal("running", await server.Part<Store>().Reader.CursorAsync("deliveries", Token));
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        Store store = again.Part<Store>();
        Assert.Equal(0, store.UnsureUpTo);
        if (cutOff)
        {
            // As it is at a start that finds the mark still at running.
            store.UnsureUpTo = store.SequenceAtStart;
        }

        await again.PostAsync($"/v1/exchanges/{erased}/erase", Why);
        await again.Part<RecordActs>().WithdrawAgreementAsync("dsa-1", "person:1", "ended", Token);

        foreach (string exchange in new[] { erased, under })
        {
            List<string> entries = await EntriesOfAsync(again, exchange);
            Assert.Equal(cutOff ? 1 : 0, entries.Count(e => e == "disclosure unknown"));
        }
    }

    [Fact]
    public async Task Withdrawal_WhereNoNoticesAreAccepted_IsATask_AndTheRecipientConfirms()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");

        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", Why);

        JsonElement notice = act.Json.GetProperty("notices")[0];
        Assert.Equal("task", notice.GetProperty("channel").GetString());
        JsonElement task = (await server.GetAsync("/v1/exceptions", Estate.KeyOf("records"))).Json.GetProperty("exceptions")[0];
        Assert.Equal("ERA010", task.GetProperty("code").GetString());
        Assert.Contains("INC-77", task.GetProperty("why").GetString(), StringComparison.Ordinal);
        string path = $"/v1/notices/{notice.GetProperty("id").GetString()}/confirm";
        Assert.Equal(403, (await server.PostAsync(path, "", Estate.KeyOf("beacon"))).Status);
        Assert.Equal("confirmed", (await server.PostAsync(path, "", Estate.KeyOf("records"))).Json.GetProperty("status").GetString());
        Assert.Equal(0, (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").GetArrayLength());
    }

    [Fact]
    public async Task Withdrawal_StopsWhatWaits()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        TaskCompletionSource open = new();
        records.Answer = (_, _) => open.Task;
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        await server.DepositAsync("beacon", """{"ref":"A","summary":"in the way"}""");
        TestServer.Answer second = await server.DepositAsync("beacon", """{"ref":"A","summary":"never to be seen"}""");

        await server.PostAsync($"/v1/exchanges/{second.Exchange}/withdraw", Why);
        TestServer.Answer third = await server.DepositAsync("beacon", """{"ref":"A","summary":"after"}""");
        open.SetResult();

        await server.UntilStatusAsync(third.Exchange, "delivered");
        Assert.DoesNotContain(records.Requests, r => r.Body.Contains("never to be seen", StringComparison.Ordinal));
        Assert.Equal("stopped", (await server.GetAsync($"/v1/exchanges/{second.Exchange}")).Json.GetProperty("deliveries")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Correction_GoesToThoseWhoGotTheFirst_AndItsDeliveryConfirms()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77","summary":"wrong"}""");

        TestServer.Answer refused = await server.PostAsync($"/v1/exchanges/{exchange}/correct", """{"ref":"INC-77"}""");
        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{exchange}/correct?reason=typing", """{"ref":"INC-77","summary":"right"}""", Estate.KeyOf("beacon"));

        Assert.Equal((400, "ERA003"), (refused.Status, refused.Code));
        string replacement = act.Json.GetProperty("act").GetProperty("replacement").GetString()!;
        Assert.Equal("correction", act.Json.GetProperty("notices")[0].GetProperty("channel").GetString());
        await server.UntilStatusAsync(replacement, "delivered");
        Assert.Contains("right", records.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal("corrected", (await server.GetAsync($"/v1/exchanges/{exchange}")).Json.GetProperty("status").GetString());
        await server.Part<NoticeKeeper>().PassAsync(Token);
        Assert.Equal("confirmed", (await server.GetAsync("/v1/notices")).Json.GetProperty("notices")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Regrading_NamesTheNewMarking()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address).AcceptsNotices("records", notices.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");

        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{exchange}/regrade", """{"reason":"review","marking":"official-sensitive"}""");

        Assert.Equal("official-sensitive", act.Json.GetProperty("act").GetProperty("marking").GetString());
        Assert.Contains("official-sensitive", (await notices.WaitAsync(1))[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_OnAnothersRecord_IsNotFound_AndWithoutTheRightRefused()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"A"}""");

        foreach (string act in new[] { "correct?reason=x", "regrade", "withdraw", "erase" })
        {
            Assert.Equal(404, (await server.PostAsync($"/v1/exchanges/{exchange}/{act}", Why, Estate.KeyOf("records"))).Status);
            Assert.Equal(401, (await server.PostAsync($"/v1/exchanges/{exchange}/{act}", Why, null)).Status);
        }

        Assert.Equal(403, (await server.PostAsync("/v1/holds", """{"reference":"A","reason":"x"}""", Estate.KeyOf("beacon"))).Status);
        Assert.Equal(403, (await server.GetAsync("/v1/reviews", Estate.KeyOf("beacon"))).Status);
        TestServer.Answer subject = await server.PostAsync("/v1/subjects/Incident/erase", """{"reference":"A","reason":"x"}""", Estate.KeyOf("records"));
        Assert.Equal(0, subject.Json.GetProperty("acts").GetArrayLength());
    }

    [Fact]
    public async Task Erasure_LeavesWhenByWhomAndWhy_AndNoContent()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        records.Answer = (_, context) => AnswerAsync(context, """{"ref":"INC-77","crime":"CR-1"}""");
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address, reply: "crime"));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77","summary":"s"}""");
        string reply = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json.GetProperty("caused")[0].GetProperty("id").GetString()!;

        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why);
        TestServer.Answer again = await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why);

        Assert.Equal(200, act.Status);
        Assert.Equal((409, "ERA001"), (again.Status, again.Code));
        JsonElement view = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;
        Assert.Equal("erased", view.GetProperty("status").GetString());
        JsonElement shown = view.GetProperty("acts")[0];
        Assert.Equal(("erase", "operator:op", "entered against the wrong person"), (Text(shown, "action"), Text(shown, "by"), Text(shown, "reason")));
        Assert.True(shown.TryGetProperty("done", out _));
        Assert.False(view.GetProperty("receipt").TryGetProperty("body", out _));
        Assert.False(view.TryGetProperty("reference", out _));
        Assert.Equal("erased", (await server.GetAsync($"/v1/exchanges/{reply}")).Json.GetProperty("status").GetString());
        Assert.Equal(0, (await server.GetAsync("/v1/exchanges?reference=INC-77")).Json.GetProperty("exchanges").GetArrayLength());
        Assert.NotEqual(0, (await server.GetAsync("/v1/exchanges?status=erased")).Json.GetProperty("exchanges").GetArrayLength());
    }

    [Fact]
    public async Task Erasure_BySubject_TakesAllOfIt_AndNothingElse()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        string first = await DeliveredAsync(server, """{"ref":"INC-77","summary":"1"}""");
        string second = await DeliveredAsync(server, """{"ref":"INC-77","summary":"2"}""");
        string other = await DeliveredAsync(server, """{"ref":"INC-78","summary":"3"}""");

        TestServer.Answer answer = await server.PostAsync("/v1/subjects/Incident/erase", """{"reference":"INC-77","reason":"request of the subject"}""");

        Assert.Equal(2, answer.Json.GetProperty("acts").GetArrayLength());
        Assert.Equal("erased", await StatusAsync(server, first));
        Assert.Equal("erased", await StatusAsync(server, second));
        Assert.Equal("delivered", await StatusAsync(server, other));
    }

    [Fact]
    public async Task Hold_WinsOverErasure_UntilItEnds()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");
        foreach (string what in new[] { "\"exchange\":\"" + exchange + "\"", "\"type\":\"Incident\",\"reference\":\"INC-77\"", "\"reference\":\"INC-77\"" })
        {
            TestServer.Answer hold = await server.PostAsync("/v1/holds", $"{{{what},\"reason\":\"CPIA: trial pending\"}}");
            Assert.Equal(201, hold.Status);

            TestServer.Answer refused = await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why);
            TestServer.Answer subject = await server.PostAsync("/v1/subjects/Incident/erase", """{"reference":"INC-77","reason":"x"}""");

            Assert.Equal((409, "ERA002"), (refused.Status, refused.Code));
            Assert.Equal(exchange, subject.Json.GetProperty("held")[0].GetString());
            Assert.Equal("delivered", await StatusAsync(server, exchange));
            string path = "/v1/holds/" + Text(hold.Json, "id");
            Assert.Equal(400, (await server.CallAsync(HttpMethod.Delete, path, "{}", Estate.OperatorKey)).Status);
            Assert.Equal("ended", Text((await server.CallAsync(HttpMethod.Delete, path, """{"reason":"acquitted"}""", Estate.OperatorKey)).Json, "status"));
            Assert.Equal(409, (await server.CallAsync(HttpMethod.Delete, path, """{"reason":"again"}""", Estate.OperatorKey)).Status);
        }

        Assert.Equal(3, (await server.GetAsync("/v1/holds?status=all")).Json.GetProperty("holds").GetArrayLength());
        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why)).Status);
    }

    [Fact]
    public async Task Confirmation_ThatIsLate_BecomesAnException_Once()
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(
            NewEstate().AcceptsHttp("records", records.Address).AcceptsNotices("records", notices.Address), change: o => o with { Time = time });
        string exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");
        string notice = Text((await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why)).Json.GetProperty("notices")[0], "id")!;
        NoticeKeeper keeper = server.Part<NoticeKeeper>();

        time.Advance(TimeSpan.FromHours(23));
        await keeper.PassAsync(Token);
        Assert.Equal("open", Text((await server.GetAsync("/v1/notices/" + notice)).Json, "status"));
        time.Advance(TimeSpan.FromHours(2));
        await keeper.PassAsync(Token);
        await keeper.PassAsync(Token);

        Assert.Equal("late", Text((await server.GetAsync("/v1/notices/" + notice)).Json, "status"));
        JsonElement exception = Assert.Single((await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").EnumerateArray());
        Assert.Equal(("ERA011", "error"), (Text(exception, "code"), Text(exception, "severity")));
        Assert.Contains("parley_notices_late_open 1", (await server.GetAsync("/metrics")).Text, StringComparison.Ordinal);
        await server.PostAsync($"/v1/notices/{notice}/confirm", "");
        Assert.Equal(0, (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").GetArrayLength());
    }

    [Fact]
    public async Task Retention_MakesReviews_AndAPersonDecides()
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = NewEstate().AcceptsHttp("records", records.Address);
        estate.Retention = Rules(new RetentionRule { Id = "short", Types = ["Incident"], Period = Days(30), Again = Days(60), Action = RetentionAction.Erase });
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });
        string first = await DeliveredAsync(server, """{"ref":"A"}""");
        string second = await DeliveredAsync(server, """{"ref":"B"}""");
        await PassAsync(server, time, TimeSpan.FromDays(29));
        Assert.Equal(0, (await server.GetAsync("/v1/reviews")).Json.GetProperty("reviews").GetArrayLength());

        await PassAsync(server, time, TimeSpan.FromDays(2));
        List<JsonElement> reviews = [.. (await server.GetAsync("/v1/reviews")).Json.GetProperty("reviews").EnumerateArray()];
        Assert.Equal(2, reviews.Count);
        string keep = Text(reviews.Single(r => Text(r, "exchange") == first), "id")!;
        string erase = Text(reviews.Single(r => Text(r, "exchange") == second), "id")!;
        Assert.Equal(400, (await server.PostAsync("/v1/reviews/" + keep, """{"decision":"keep"}""")).Status);
        Assert.Equal("keep", Text((await server.PostAsync("/v1/reviews/" + keep, """{"decision":"keep","reason":"appeal"}""")).Json, "decision"));
        Assert.Equal("erase", Text((await server.PostAsync("/v1/reviews/" + erase, """{"decision":"erase","reason":"no longer needed"}""")).Json, "decision"));
        Assert.Equal((409, "ERA004"), ((await server.PostAsync("/v1/reviews/" + erase, """{"decision":"keep","reason":"x"}""")) is var late) ? (late.Status, late.Code) : default);
        Assert.Equal("delivered", await StatusAsync(server, first));
        Assert.Equal("erased", await StatusAsync(server, second));

        await PassAsync(server, time, TimeSpan.FromDays(61));
        Assert.Equal(first, Text(Assert.Single((await server.GetAsync("/v1/reviews")).Json.GetProperty("reviews").EnumerateArray()), "exchange"));
    }

    [Fact]
    public async Task Retention_Unattended_Erases_ButNotWhatIsHeld_AndALaterMessageBeginsThePeriodAnew()
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = NewEstate().AcceptsHttp("records", records.Address);
        estate.Retention = Rules(new RetentionRule
        {
            Id = "short", Period = Days(30), Again = Days(30), Action = RetentionAction.Erase, Unattended = true, Reset = RetentionReset.Subject,
        });
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });
        string plain = await DeliveredAsync(server, """{"ref":"A"}""");
        string held = await DeliveredAsync(server, """{"ref":"B"}""");
        string renewed = await DeliveredAsync(server, """{"ref":"C"}""");
        await server.PostAsync("/v1/holds", """{"reference":"B","reason":"trial"}""");
        await PassAsync(server, time, TimeSpan.FromDays(20));
        await DeliveredAsync(server, """{"ref":"C","summary":"again"}""");

        await PassAsync(server, time, TimeSpan.FromDays(15));

        Assert.Equal("erased", await StatusAsync(server, plain));
        Assert.Equal("delivered", await StatusAsync(server, held));
        Assert.Equal("delivered", await StatusAsync(server, renewed));
        await PassAsync(server, time, TimeSpan.FromDays(20));
        Assert.Equal("erased", await StatusAsync(server, renewed));
        Assert.Equal("delivered", await StatusAsync(server, held));
    }

    [Fact]
    public async Task AgreementWithdrawn_StopsAndTells_OnlyWhatRestsOnIt()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(NewEstate().AcceptsHttp("records", records.Address));
        string exchange = await DeliveredAsync(server, """{"ref":"A"}""");
        Store store = server.Part<Store>();
        Assert.True(PublicId.TryParse('x', exchange, out long key));
        await store.WriteAsync(new StatementWork(new Statement("UPDATE deliveries SET agreements = $2 WHERE exchange = $1"), key, "dsa-other@12 dsa-1@0123456789abcdef"), Token);

        int none = await server.Part<RecordActs>().WithdrawAgreementAsync("dsa", "person:1", "ended", Token);
        int some = await server.Part<RecordActs>().WithdrawAgreementAsync("dsa-1", "person:1", "ended", Token);
        await server.Part<RecordActs>().WithdrawAgreementAsync("dsa-1", "person:1", "ended", Token);

        Assert.Equal((0, 1), (none, some));
        JsonElement view = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;
        Assert.Equal("delivered", Text(view, "status"));
        Assert.Equal("agreement:dsa-1", Text(Assert.Single(view.GetProperty("acts").EnumerateArray()), "partOf"));
        Assert.Equal("withdraw", Text(Assert.Single(view.GetProperty("notices").EnumerateArray()), "action"));
    }

    [Fact]
    public async Task Erasure_CutShort_IsEndedAtTheNextStart()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        Estate estate = NewEstate().AcceptsHttp("records", records.Address);
        string exchange;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            exchange = await DeliveredAsync(server, """{"ref":"INC-77"}""");
            Assert.True(PublicId.TryParse('x', exchange, out long key));
            Store store = server.Part<Store>();
            ActRow act = new()
            {
                Id = store.Ids.Next(), Exchange = key, Action = "erase", At = 1, By = "operator:op", Organisation = "wexshire", Reason = "cut short",
            };
            await store.WriteAsync(new ActWork(act) { Status = ExchangeStatus.Erased, Losing = [new HeldAs(key, null, null)] }, Token);
            Assert.NotNull((await store.Reader.ExchangeAsync(key, Token))!.Reference);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await again.UntilAsync($"/v1/exchanges/{exchange}", e => e.GetProperty("acts")[0].TryGetProperty("done", out _));
        JsonElement view = (await again.GetAsync($"/v1/exchanges/{exchange}")).Json;
        Assert.False(view.TryGetProperty("reference", out _));
        Assert.False(view.GetProperty("receipt").TryGetProperty("body", out _));
    }

    [Fact]
    public async Task PlainRows_FromBeforeContentWasSealed_AreShownFoundAndErased()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        Store store = server.Part<Store>();
        long id = await InsertPlainAsync(store);
        string exchange = PublicId.Exchange(id);

        JsonElement before = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;
        Assert.Equal("OLD-1", Text(before, "reference"));
        Assert.Contains(PlainText, Text(before.GetProperty("receipt"), "body"), StringComparison.Ordinal);
        Assert.Equal(exchange, Text((await server.GetAsync("/v1/exchanges?reference=OLD-1")).Json.GetProperty("exchanges")[0], "id"));
        Assert.Equal("task", Text((await server.PostAsync($"/v1/exchanges/{exchange}/erase", Why)).Json.GetProperty("notices")[0], "channel"));

        JsonElement after = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json;
        Assert.Equal("erased", Text(after, "status"));
        Assert.False(after.GetProperty("receipt").TryGetProperty("body", out _));
        Assert.DoesNotContain(PlainText, after.ToString(), StringComparison.Ordinal);
        Assert.Empty(StoreFiles.Holding(server.Root, PlainText));
    }

    [Fact]
    public async Task Retention_OfMany_RunsInBoundedPasses_WhileMessagesComeIn()
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = NewEstate().AcceptsHttp("records", records.Address);
        estate.Retention = Rules(new RetentionRule { Id = "short", Types = ["Incident"], Period = Days(30), Action = RetentionAction.Erase, Unattended = true, Again = Days(30) });
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });
        string[] old = await Task.WhenAll(Enumerable.Range(0, 250).Select(async i => (await server.DepositAsync("beacon", $$"""{"ref":"R-{{i}}"}""")).Exchange));
        await server.UntilStatusAsync(old[^1], "delivered");
        time.Advance(TimeSpan.FromDays(31));
        RetentionKeeper keeper = server.Part<RetentionKeeper>();

        int passes = 0;
        Task erasing = Task.Run(async () =>
        {
            while (await keeper.PassAsync(Token))
            {
                passes++;
            }
        }, Token);
        string[] young = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i => (await server.DepositAsync("beacon", $$"""{"ref":"Y-{{i}}"}""")).Exchange));
        await erasing;

        Assert.InRange(passes, 2, 4);
        foreach (string exchange in old)
        {
            Assert.Equal("erased", await StatusAsync(server, exchange));
        }

        foreach (string exchange in young)
        {
            await server.UntilStatusAsync(exchange, "delivered");
        }
    }

    /// <summary>The estate's storage.</summary>
    private protected abstract StorageDefinition Storage();

    private protected static Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context, string body)
    {
        context.Response.StatusCode = 200;
        return context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body)).AsTask();
    }

    private protected static async Task<string> DeliveredAsync(TestServer server, string body)
    {
        TestServer.Answer deposit = await server.DepositAsync("beacon", body);
        await server.UntilStatusAsync(deposit.Exchange, "delivered");
        return deposit.Exchange;
    }

    private protected Estate NewEstate() => new Estate { Storage = Storage() }
        .System("beacon").System("records", IssuePolicy.Reject, "incident", "notice", "notice-done", "crime");

    /// <summary>What a server of before migration 0004 wrote of a delivered message.</summary>
    private static async Task<long> InsertPlainAsync(Store store)
    {
        long id = store.Ids.Next();
        byte[] body = System.Text.Encoding.UTF8.GetBytes($$"""{"ref":"OLD-1","summary":"{{PlainText}}"}""");
        await store.WriteAsync(new StatementWork(new Statement("INSERT INTO contents (id, body) VALUES ($1, $2)"), id, body), Token);
        await store.WriteAsync(
            new StatementWork(
                new Statement(
                    """
                    INSERT INTO exchanges (id, system, type, via, status, received, recorded, read_us, write_us, version, content, size, sha256, subject_type,
                      reference, correlation, depth)
                    VALUES ($1, 'beacon', 'incident', 'http', 0, 1, 1, 1, 1, 1, $1, 1, $2, 'Incident', 'OLD-1', $1, 0)
                    """),
                id, body[..3]),
            Token);
        await store.WriteAsync(
            new StatementWork(
                new Statement(
                    """
                    INSERT INTO deliveries (seq, exchange, n, recipient, type, route, order_key, status, attempts, next_attempt, content, facts, response)
                    VALUES (1000000, $1, 1, 'records', 'incident', 0, 0, 1, 1, 0, $1, $2, $3)
                    """),
                id, PlainText, body),
            Token);
        return id;
    }

    /// <summary>What the ledger says of exchanges, in order.</summary>
    private static async Task<List<string>> EntriesOfAsync(TestServer server, params string[] exchanges)
    {
        string pack = (await server.PostAsync("/v1/ledger/packs", """{"from":"2000-01-01","to":"2999-01-01"}""")).Text;
        return [.. EvidencePack.Read(System.Text.Encoding.UTF8.GetBytes(pack), out _, out _)!.Entries.Select(e => JsonDocument.Parse(e.Entry).RootElement)
            .Where(e => e.TryGetProperty("exchange", out JsonElement x) && exchanges.Contains(x.GetString())).Select(Said)];
    }

    private static string Said(JsonElement entry) => $"{Text(entry, "action")} {(entry.TryGetProperty("outcome", out JsonElement outcome) ? outcome.GetString() : "")}";

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<string?> StatusAsync(TestServer server, string exchange) => Text((await server.GetAsync($"/v1/exchanges/{exchange}")).Json, "status");

    private static RetentionDefinition Rules(RetentionRule rule) => new() { Rules = [rule] };

    private static RetentionPeriod Days(int days) => new(0, days);

    private static async Task PassAsync(TestServer server, ManualTime time, TimeSpan ahead)
    {
        time.Advance(ahead);
        while (await server.Part<RetentionKeeper>().PassAsync(Token))
        {
        }
    }
}
