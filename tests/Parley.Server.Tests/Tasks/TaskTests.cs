using System.Globalization;
using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Storage;
using Parley.Server.Tasks;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Tasks;

/// <summary>Tasks for people, on each store.</summary>
public abstract class TaskTests : IAsyncLifetime
{
    private const string Audience = "urn:parley:people";

    private const string Form = """{"type":"object","required":["told","how"],"properties":{"told":{"type":"boolean"},"how":{"enum":["telephone","in-person"]}},"additionalProperties":false}""";

    private readonly ManualTime _time = new();
    private TestIssuer _issuer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _issuer = await TestIssuer.StartAsync(_time);

    public async ValueTask DisposeAsync()
    {
        await _issuer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Task_IsSeenByItsGroup_AndForAnybodyElseIsNotThere()
    {
        await using TestServer server = await StartAsync();
        string id = await GiveAsync(server, """{"title":"Tell the victim","group":"victim-care"}""");

        Assert.Equal(200, (await GetAsync(server, id, Ann)).Status);
        Assert.Equal("LDG010", (await server.GetAsync($"/v1/tasks/{id}", Ann)).Code);
        Assert.Equal(200, (await GetAsync(server, id, Sue)).Status);
        Assert.Equal(200, (await server.GetAsync($"/v1/tasks/{id}")).Status);
        foreach (string stranger in new[] { Person("cid", "custody"), Person("eve", "victim-care", "northmoor"), Person("own", "victim-care", null), Person("sup", "supervisor", "northmoor") })
        {
            foreach (string path in new[] { $"/v1/tasks/{id}", $"/v1/tasks/{id}/claim", $"/v1/tasks/{id}/complete", $"/v1/tasks/{id}/reassign", $"/v1/tasks/{id}/comment", $"/v1/tasks/{id}/release" })
            {
                TestServer.Answer refused = path.EndsWith(id, StringComparison.Ordinal) ? await server.GetAsync(path, stranger) : await server.PostAsync(path, "{}", stranger);
                TestServer.Answer never = path.EndsWith(id, StringComparison.Ordinal)
                    ? await server.GetAsync(path.Replace(id, "t-0000000000000", StringComparison.Ordinal), stranger)
                    : await server.PostAsync(path.Replace(id, "t-0000000000000", StringComparison.Ordinal), "{}", stranger);
                Assert.True(refused.Status is 403 or 404);
                Assert.Equal(never.Text.Replace("t-0000000000000", id, StringComparison.Ordinal), refused.Text);
            }
        }

        Assert.Equal(403, (await server.GetAsync($"/v1/tasks/{id}", Estate.KeyOf("beacon"))).Status);
        Assert.Equal(403, (await server.GetAsync("/v1/tasks?whose=all", Ann)).Status);
        Assert.Empty(Titles(await server.GetAsync("/v1/tasks", Person("cid", "custody"))));
        Assert.Empty(Titles(await server.GetAsync("/v1/tasks", Person("eve", "victim-care", "northmoor"))));
        Assert.Equal(["Tell the victim"], Titles(await server.GetAsync("/v1/tasks", Ann)));
        Assert.Equal(["Tell the victim"], Titles(await server.GetAsync("/v1/tasks?whose=all", Sue)));
    }

    [Fact]
    public async Task Task_ForOnePerson_IsSeenByThatPersonToo()
    {
        await using TestServer server = await StartAsync();
        string id = await GiveAsync(server, """{"title":"Only Cid","group":"victim-care","person":"cid"}""");

        Assert.Equal(200, (await GetAsync(server, id, Person("cid", "custody"))).Status);
        Assert.Equal(404, (await GetAsync(server, id, Person("dan", "custody"))).Status);
        Assert.Equal(["Only Cid"], Titles(await server.GetAsync("/v1/tasks?whose=mine", Person("cid", "custody"))));
        Assert.Empty(Titles(await server.GetAsync("/v1/tasks?whose=mine", Ann)));
    }

    [Fact]
    public async Task Task_ForOnePerson_IsDoneByNobodyElse_UntilASupervisorPassesItOn()
    {
        await using TestServer server = await StartAsync();
        string id = await GiveAsync(server, """{"title":"Only Cid","group":"victim-care","person":"cid"}""");

        TestServer.Answer claimed = await server.PostAsync($"/v1/tasks/{id}/claim", "", Ann);
        TestServer.Answer done = await server.PostAsync($"/v1/tasks/{id}/complete", """{"answer":1}""", Ann);
        Assert.Equal((409, "TSK003", 409), (claimed.Status, claimed.Code, done.Status));
        Assert.Contains("cid", claimed.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(409, (await server.PostAsync($"/v1/tasks/{id}/reassign", """{"person":"ann","reason":"mine"}""", Ann)).Status);
        Assert.Equal(200, (await server.PostAsync($"/v1/tasks/{id}/reassign", """{"person":"ann","reason":"Cid is on leave"}""", Sue)).Status);

        Assert.Equal(200, (await server.PostAsync($"/v1/tasks/{id}/complete", """{"answer":1}""", Ann)).Status);
    }

    [Fact]
    public async Task Answer_ThatDoesNotFit_IsRefusedWithEachFaultInItsPlace_AndNothingIsKept()
    {
        await using TestServer server = await StartAsync();
        string id = await GiveAsync(server, $$"""{"title":"Tell","group":"victim-care","form":{{Form}}}""");

        TestServer.Answer answer = await server.PostAsync($"/v1/tasks/{id}/complete", """{"answer":{"told":"yes","how":"letter","x":1}}""", Ann);

        Assert.Equal(422, answer.Status);
        Assert.Equal("TSK002", answer.Code);
        Assert.Equal(["/told", "/how", "/x"], answer.Json.GetProperty("issues").EnumerateArray().Select(i => i.GetProperty("path").GetString()));
        JsonElement task = (await GetAsync(server, id, Ann)).Json;
        Assert.Equal("open", task.GetProperty("status").GetString());
        Assert.False(task.TryGetProperty("answer", out _));
        Assert.Equal(422, (await server.PostAsync($"/v1/tasks/{id}/complete", "{}", Ann)).Status);
        Assert.Equal(400, (await server.PostAsync($"/v1/tasks/{id}/complete", """{"anser":{}}""", Ann)).Status);
        Assert.Equal(400, (await server.PostAsync($"/v1/tasks/{id}/complete", "nonsense", Ann)).Status);
    }

    [Fact]
    public async Task Task_IsTakenGivenBackTakenAndDone_AndItsHistoryAndTheLedgerSayBy()
    {
        await using TestServer server = await StartAsync();
        string id = await GiveAsync(server, $$$"""{"title":"Tell","group":"victim-care","form":{{{Form}}},"data":{"crime":"WX/1"}}""");

        Assert.Equal("claimed", await ActAsync(server, id, "claim", "{}", Ann));
        TestServer.Answer other = await server.PostAsync($"/v1/tasks/{id}/complete", """{"answer":{"told":true,"how":"telephone"}}""", Bob);
        Assert.Equal((409, "TSK003"), (other.Status, other.Code));
        Assert.Equal(409, (await server.PostAsync($"/v1/tasks/{id}/release", "{}", Bob)).Status);
        Assert.Equal("open", await ActAsync(server, id, "release", "{}", Ann));
        Assert.Equal("claimed", await ActAsync(server, id, "claim", "{}", Bob));
        Assert.Equal("claimed", await ActAsync(server, id, "comment", """{"text":"no answer at noon"}""", Ann));
        Assert.Equal("completed", await ActAsync(server, id, "complete", """{"answer":{"told":true,"how":"telephone"},"rationale":"as she asked"}""", Bob));
        TestServer.Answer again = await server.PostAsync($"/v1/tasks/{id}/claim", "{}", Ann);
        Assert.Equal((409, "TSK004"), (again.Status, again.Code));

        JsonElement task = (await GetAsync(server, id, Ann)).Json;
        Assert.True(task.GetProperty("answer").GetProperty("told").GetBoolean());
        Assert.Equal("as she asked", task.GetProperty("rationale").GetString());
        Assert.Equal("WX/1", task.GetProperty("data").GetProperty("crime").GetString());
        Assert.Equal(
            ["created operator:op", "claimed person:ann", "released person:ann", "claimed person:bob", "commented person:ann", "completed person:bob"],
            task.GetProperty("history").EnumerateArray().Select(h => $"{h.GetProperty("what").GetString()} {h.GetProperty("by").GetString()}"));
        Assert.Equal(
            ["operator:op given", "person:ann claimed", "person:ann released", "person:bob claimed", "person:bob completed", "person:ann consulted"],
            await EntriesAsync(server, id));
    }

    [Fact]
    public async Task Claims_AtTheSameTime_OneWins()
    {
        await using TestServer server = await StartAsync();
        string id = await GiveAsync(server, """{"title":"Tell","group":"victim-care"}""");

        TestServer.Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => server.PostAsync($"/v1/tasks/{id}/claim", "{}", Person($"p{i}", "victim-care"))));

        TestServer.Answer won = Assert.Single(answers, a => a.Status == 200);
        Assert.Equal(11, answers.Count(a => a.Status == 409));
        Assert.Equal(won.Json.GetProperty("claimedBy").GetString(), (await GetAsync(server, id, Ann)).Json.GetProperty("claimedBy").GetString());
    }

    [Fact]
    public async Task Reassigned_ItIsTheOtherGroups_AndNoLongerTheFirsts()
    {
        await using TestServer server = await StartAsync();
        string id = await GiveAsync(server, """{"title":"Tell","group":"victim-care"}""");
        await ActAsync(server, id, "claim", "{}", Ann);

        Assert.Equal(409, (await server.PostAsync($"/v1/tasks/{id}/reassign", """{"group":"custody","reason":"not ours"}""", Bob)).Status);
        Assert.Equal(422, (await server.PostAsync($"/v1/tasks/{id}/reassign", """{"group":"nobody","reason":"not ours"}""", Ann)).Status);
        Assert.Equal(400, (await server.PostAsync($"/v1/tasks/{id}/reassign", """{"group":"custody"}""", Ann)).Status);
        Assert.Equal("open", await ActAsync(server, id, "reassign", """{"group":"custody","reason":"not ours"}""", Ann));

        Assert.Equal(404, (await GetAsync(server, id, Ann)).Status);
        JsonElement task = (await GetAsync(server, id, Person("cid", "custody"))).Json;
        JsonElement line = task.GetProperty("history")[2];
        Assert.Equal(("victim-care -> custody", "not ours"), (line.GetProperty("detail").GetString(), line.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task RemindersAndEscalation_ComeInTheirOrder_AndSurviveARestart()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        string id;
        await using (TestServer server = await StartAsync(root, estate))
        {
            id = await GiveAsync(server, """{"title":"Tell","group":"victim-care","due":5,"reminders":[3,1],"escalation":[{"group":"custody"},{"group":"supervisor","after":2}]}""");
            await ActAsync(server, id, "claim", "{}", Ann);
            await server.Part<TaskUpkeep>().PassAsync(Token);
            Assert.Equal(0, (await GetAsync(server, id, Ann)).Json.GetProperty("reminded").GetInt64());
        }

        await using (TestServer server = await StartAsync(root, estate))
        {
            JsonElement task = (await GetAsync(server, id, Ann)).Json;
            DateTimeOffset due = task.GetProperty("due").GetDateTimeOffset();
            AdvanceTo(due.AddMinutes(-1));
            await server.Part<TaskUpkeep>().PassAsync(Token);
            task = (await GetAsync(server, id, Ann)).Json;
            Assert.Equal((2, "claimed", false), (task.GetProperty("reminded").GetInt64(), task.GetProperty("status").GetString(), task.GetProperty("overdue").GetBoolean()));
            AdvanceTo(due);
        }

        await using (TestServer server = await StartAsync(root, estate))
        {
            await server.Part<TaskUpkeep>().PassAsync(Token);
            Assert.Equal(404, (await GetAsync(server, id, Ann)).Status);
            JsonElement task = (await GetAsync(server, id, Person("cid", "custody"))).Json;
            Assert.Equal(("custody", "open", 1), (task.GetProperty("group").GetString(), task.GetProperty("status").GetString(), task.GetProperty("escalated").GetInt64()));
            _time.Advance(TimeSpan.FromDays(20));
            Assert.Single(Titles(await server.GetAsync("/v1/tasks?status=overdue", Person("cid", "custody"))));
            await server.Part<TaskUpkeep>().PassAsync(Token);
            Assert.Equal("supervisor", (await GetAsync(server, id, Sue)).Json.GetProperty("group").GetString());
            Assert.Equal("completed", await ActAsync(server, id, "complete", "{}", Sue));
            await server.Part<TaskUpkeep>().PassAsync(Token);
            Assert.Equal(
                ["created", "claimed", "reminded", "reminded", "escalated", "escalated", "completed"],
                (await GetAsync(server, id, Sue)).Json.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("what").GetString()));
        }
    }

    [Fact]
    public async Task Origin_IsToldOfAnAnswer_UntilItHasGoneOnFromIt_ThroughARestart()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        List<string> told = [];
        await using (TestServer server = await StartAsync(root, estate))
        {
            HumanTasks tasks = server.Part<HumanTasks>();
            tasks.Answered = told.Add;
            TaskRow first = await tasks.CreateAsync(Asked(server, "p-1/ask"), Token);
            TaskRow again = await tasks.CreateAsync(Asked(server, "p-1/ask"), Token);
            TaskRow second = await tasks.CreateAsync(Asked(server, "p-2/ask"), Token);
            Assert.Equal(first.Id, again.Id);
            Assert.Empty(await tasks.AnswersAsync("asker", 10, Token));
            await ActAsync(server, PublicId.HumanTask(second.Id), "complete", """{"answer":{"told":true,"how":"in-person"}}""", Ann);
            await ActAsync(server, PublicId.HumanTask(first.Id), "complete", """{"answer":{"told":false,"how":"telephone"}}""", Bob);
        }

        await using (TestServer server = await StartAsync(root, estate))
        {
            HumanTasks tasks = server.Part<HumanTasks>();
            List<TaskAnswerRow> answers = await tasks.AnswersAsync("asker", 10, Token);
            Assert.Equal(["p-2/ask", "p-1/ask"], answers.Select(a => a.Task.OriginKey));
            Assert.Equal("""{"told":true,"how":"in-person"}""", answers[0].Task.Answer);
            Assert.Equal("person:bob", answers[1].Task.EndedBy);
            Store store = server.Part<Store>();
            await store.WriteAsync(new StatementWork(Statements.TakeTaskAnswer, answers[0].Id, 1L), Token);
            Assert.Equal(["p-1/ask"], (await tasks.AnswersAsync("asker", 10, Token)).Select(a => a.Task.OriginKey));
            Assert.Empty(await tasks.AnswersAsync("other", 10, Token));
        }

        Assert.Equal(["asker", "asker"], told);
    }

    [Fact]
    public async Task Cancelled_ItIsOver_AndNobodyIsToldOfAnAnswer()
    {
        await using TestServer server = await StartAsync();
        HumanTasks tasks = server.Part<HumanTasks>();
        TaskRow row = await tasks.CreateAsync(Asked(server, "p-1/ask"), Token);

        await tasks.CancelAsync("asker", "p-1/ask", Token);
        await tasks.CancelAsync("asker", "unknown", Token);

        Assert.Equal("cancelled", (await GetAsync(server, PublicId.HumanTask(row.Id), Ann)).Json.GetProperty("status").GetString());
        Assert.Equal(409, (await server.PostAsync($"/v1/tasks/{PublicId.HumanTask(row.Id)}/complete", """{"answer":{"told":true,"how":"in-person"}}""", Ann)).Status);
        Assert.Empty(await tasks.AnswersAsync("asker", 10, Token));
    }

    [Theory]
    [InlineData("[]", 400)]
    [InlineData("""{"group":"victim-care"}""", 422)]
    [InlineData("""{"title":"t","group":"nobody"}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","form":{"type":"strin"}}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","due":-1}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","due":1.5}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","due":9999}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","due":"tomorrow"}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","due":{"workingDays":1,"calendar":"wales"}}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","reminders":[1]}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","due":1,"escalation":{"group":"nobody"}}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","exchange":"x-1"}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","exchange":"x-0000000000000"}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","purpose":"fun"}""", 422)]
    [InlineData("""{"title":"t","group":"victim-care","titel":"t"}""", 422)]
    public async Task Request_AtFault_IsRefused(string body, int status)
    {
        await using TestServer server = await StartAsync();
        Assert.Equal(status, (await server.PostAsync("/v1/tasks", body)).Status);
        Assert.Empty(Titles(await server.GetAsync("/v1/tasks")));
    }

    [Fact]
    public async Task Give_AboutAnExchangeThatTheGiverMayNotSee_IsRefusedAsAboutNone()
    {
        await using TestServer server = await StartAsync(estate: NewEstate().System("control").OwnedBy("control", "eastmoor"));
        string own = (await server.DepositAsync("beacon", """{"ref":"INC-1"}""")).Exchange;
        string others = (await server.DepositAsync("control", """{"ref":"INC-2"}""")).Exchange;

        TestServer.Answer[] answers = await Task.WhenAll(new[] { own, others, "x-0000000000000" }.Select(
            exchange => server.PostAsync("/v1/tasks", $$"""{"title":"t","group":"victim-care","exchange":"{{exchange}}"}""", Sue)));

        Assert.Equal([201, 422, 422], answers.Select(a => a.Status));
        Assert.Equal(answers[2].Text, answers[1].Text);
    }

    [Fact]
    public async Task Give_NeedsTheRight_AndWithAKeyHappensOnce()
    {
        await using TestServer server = await StartAsync();
        const string Body = """{"title":"t","group":"victim-care","due":{"workingDays":1,"calendar":"scotland","from":"2026-11-27T09:00:00Z","at":"12:00"}}""";
        Assert.Equal(403, (await server.PostAsync("/v1/tasks", Body, Ann)).Status);
        Assert.Equal(403, (await server.PostAsync("/v1/tasks", Body, Estate.KeyOf("beacon"))).Status);

        TestServer.Answer first = await KeyedAsync(server, Body, Sue);
        TestServer.Answer again = await KeyedAsync(server, Body, Sue);
        TestServer.Answer other = await KeyedAsync(server, Body, Person("max", "supervisor"));

        Assert.Equal(201, first.Status);
        Assert.Equal(first.Json.GetProperty("id").GetString(), again.Json.GetProperty("id").GetString());
        Assert.NotEqual(first.Json.GetProperty("id").GetString(), other.Json.GetProperty("id").GetString());
        Assert.Equal("2026-12-01T12:00:00Z", first.Json.GetProperty("due").GetString());
    }

    [Fact]
    public async Task List_GoesPageByPage_AndByStatus()
    {
        await using TestServer server = await StartAsync();
        for (int i = 0; i < 5; i++)
        {
            await GiveAsync(server, string.Create(CultureInfo.InvariantCulture, $$"""{"title":"t{{i}}","group":"{{(i == 3 ? "custody" : "victim-care")}}"}"""));
        }

        JsonElement page = (await server.GetAsync("/v1/tasks?limit=2", Ann)).Json;
        Assert.Equal(["t4", "t2"], Titles(page));
        page = (await server.GetAsync($"/v1/tasks?limit=2&after={page.GetProperty("next").GetString()}", Ann)).Json;
        Assert.Equal(["t1", "t0"], Titles(page));
        await ActAsync(server, page.GetProperty("tasks")[0].GetProperty("id").GetString()!, "complete", "{}", Ann);
        Assert.Equal(["t4", "t2", "t0"], Titles(await server.GetAsync("/v1/tasks", Ann)));
        Assert.Equal(["t1"], Titles(await server.GetAsync("/v1/tasks?status=done", Ann)));
        Assert.Equal(["t4", "t2", "t1", "t0"], Titles(await server.GetAsync("/v1/tasks?status=all", Ann)));
        Assert.Empty(Titles(await server.GetAsync("/v1/tasks?group=custody", Ann)));
        Assert.Equal(["t3"], Titles(await server.GetAsync("/v1/tasks?group=custody")));
        Assert.Equal(400, (await server.GetAsync("/v1/tasks?status=late", Ann)).Status);
        Assert.Equal(400, (await server.GetAsync("/v1/tasks?after=x-1", Ann)).Status);
    }

    [Fact]
    public async Task Exchange_Erased_TakesTheTasksContentWithIt()
    {
        await using TestServer server = await StartAsync();
        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1"}""")).Exchange;
        string id = await GiveAsync(server, $$"""{"title":"Call Ann Example","group":"victim-care","exchange":"{{exchange}}"}""");
        Assert.Equal("Call Ann Example", (await GetAsync(server, id, Ann)).Json.GetProperty("title").GetString());

        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"asked for"}""")).Status);

        JsonElement task = (await GetAsync(server, id, Ann)).Json;
        Assert.False(task.TryGetProperty("title", out _));
        Assert.Equal("open", task.GetProperty("status").GetString());
    }

    private protected abstract StorageDefinition Storage();

    private protected static NewTask Asked(TestServer server, string key)
    {
        IssueSink issues = new();
        Assert.True(JqValue.TryParse(System.Text.Encoding.UTF8.GetBytes($$"""{"title":"Tell","group":"victim-care","form":{{Form}}}"""), out JqValue? request, out _));
        return server.Part<HumanTasks>().Read(request, "asker", key, "process:burglary", issues) ?? throw new InvalidOperationException(issues.Issues[0].ToString());
    }

    private protected Estate NewEstate()
    {
        Estate estate = new Estate { Storage = Storage() }.System("beacon");
        estate.Access = new AccessDefinition
        {
            Rates = new RateRules { Anonymous = new Rate(10_000, 10_000), Person = new Rate(10_000, 10_000) },
            Roles = new Dictionary<string, IReadOnlyList<string>>(AccessDefinition.BuiltInRoles) { ["victim-care"] = [], ["custody"] = [] },
            Provider = new IdentityProviderDefinition { Issuer = _issuer.Issuer, ClientId = "parley", Audience = Audience },
        };
        return estate;
    }

    private protected Task<TestServer> StartAsync(string? root = null, Estate? estate = null) => TestServer.StartAsync(estate ?? NewEstate(), root, o => o with { Time = _time });

    private protected static async Task<string> GiveAsync(TestServer server, string body)
    {
        TestServer.Answer given = await server.PostAsync("/v1/tasks", body);
        Assert.True(given.Status == 201, given.Text);
        return given.Json.GetProperty("id").GetString()!;
    }

    private protected string Ann => Person("ann", "victim-care");

    private string Bob => Person("bob", "victim-care");

    private string Sue => Person("sue", "supervisor");

    private string Person(string name, string role, string? organisation = "wexshire")
    {
        Dictionary<string, object> claims = _issuer.Claims(Audience, name);
        claims["roles"] = new[] { role };
        if (organisation is not null)
        {
            claims["organisation"] = organisation;
        }

        return _issuer.Token(claims);
    }

    private protected static Task<TestServer.Answer> GetAsync(TestServer server, string id, string who) => server.CallAsync(HttpMethod.Get, $"/v1/tasks/{id}", r =>
    {
        r.Headers.TryAddWithoutValidation("Authorization", "Bearer " + who);
        r.Headers.Add("Parley-Reason", "my shift");
    });

    private static async Task<string?> ActAsync(TestServer server, string id, string act, string body, string who)
    {
        TestServer.Answer answer = await server.PostAsync($"/v1/tasks/{id}/{act}", body, who);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("status").GetString();
    }

    private static Task<TestServer.Answer> KeyedAsync(TestServer server, string body, string who) => server.CallAsync(HttpMethod.Post, "/v1/tasks", r =>
    {
        r.Headers.TryAddWithoutValidation("Authorization", "Bearer " + who);
        r.Headers.Add("Idempotency-Key", "k-1");
        r.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
    });

    private static async Task<List<string>> EntriesAsync(TestServer server, string id)
    {
        Store store = server.Part<Store>();
        EntryReader reader = new();
        List<string> found = [];
        await foreach ((long _, byte[] bytes) in store.Ledger.EntriesAsync(0, store.LedgerHead, Token))
        {
            LedgerEntry entry = reader.Read(bytes)!;
            if (entry.Outcome?.StartsWith($"task {id} ", StringComparison.Ordinal) == true)
            {
                found.Add($"{entry.Actor} {entry.Outcome.Split(' ')[2]}");
            }
            else if (entry is { Action: LedgerAction.Consultation, Outcome: "task" })
            {
                found.Add($"{entry.Actor} consulted");
            }
        }

        return found;
    }

    private static string[] Titles(TestServer.Answer answer) => Titles(answer.Json);

    private static string[] Titles(JsonElement page) => [.. page.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("title").GetString()!)];

    private void AdvanceTo(DateTimeOffset moment) => _time.Advance(moment - _time.GetUtcNow());
}
