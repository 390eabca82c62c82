using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Expressions;
using Parley.Engine.Workspace;
using Parley.Server.Processes;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tasks;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Processes;

/// <summary>What instances took is linked to the exchange that it came from: erasure and holds reach it there.</summary>
public class ProcessLinkTests
{
    private const string Looks = """
        document: { dsl: '1.0.0', namespace: test, name: looks, version: '1.0.0' }
        do:
          - find:
              call: look-up:1.0.0@default
              with: { type: Incident, where: { identifier: '${ .case }' } }
        """;

    private const string Asks = """
        document: { dsl: '1.0.0', namespace: test, name: asks, version: '1.0.0' }
        do:
          - ask: { call: 'ask:1.0.0@default', with: { system: [beacon], query: { familyName: Smyth, types: [Person] }, deadline: PT10S } }
        """;

    private const string Gives = """
        document: { dsl: '1.0.0', namespace: test, name: gives, version: '1.0.0' }
        do:
          - find:
              call: look-up:1.0.0@default
              with: { type: Incident, where: { identifier: '${ .case }' } }
          - decide:
              call: ask-person:1.0.0@default
              with: { title: 'About ${ .results[0].attributes.summary }', group: supervisor, data: '${ . }' }
        """;

    private const string Concerns = """
        document: { dsl: '1.0.0', namespace: test, name: concerns, version: '1.0.0' }
        do:
          - decide:
              call: ask-person:1.0.0@default
              with: { title: Look at it, group: supervisor, exchange: '${ .exchange }' }
          - rest: { wait: PT1H }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected virtual StorageDefinition Storage() => new("sqlite", "store.db", null);

    [Fact]
    public async Task LookUp_IsLinkedToTheExchangesOfWhatItFound_AndToNoOther()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("beacon").Process(Looks));
        string first = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"one"}""")).Exchange;
        await server.DepositAsync("beacon", """{"ref":"INC-2","summary":"two"}""");
        await server.Part<Projector>().CatchUpAsync(Token);
        string one = await EndedAsync(server, "looks", """{"case":"INC-1"}""");
        string two = await EndedAsync(server, "looks", """{"case":"INC-2"}""");

        await EraseAsync(server, first);

        Assert.StartsWith(first, Text((await server.GetAsync($"/v1/processes/instances/{one}")).Json, "contentErasedWhy"), StringComparison.Ordinal);
        Assert.True((await server.GetAsync($"/v1/processes/instances/{two}")).Json.TryGetProperty("output", out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_IsLinkedToTheAnswerThatIsKept_OrToTheRecordThatTheRepositoryHas(bool keep)
    {
        const string Person = """{"records":[{"id":"p","type":"Person","attributes":{"reference":"P-1","givenNames":["Jon"],"familyName":"Smyth"}}],"links":[]}""";
        await using StubRecipient stub = await StubRecipient.StartAsync();
        stub.Answer = (_, context) =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync($$"""{"found":[{{Person}}]}""");
        };
        Estate estate = NewEstate().System("beacon", IssuePolicy.Reject, "bundle").Answers("beacon", stub.Address, q => q with { Keep = keep }).Process(Asks);
        await using TestServer server = await TestServer.StartAsync(estate);
        if (!keep)
        {
            await server.DepositAsync("beacon", Person, type: "bundle");
            await server.Part<Projector>().CatchUpAsync(Token);
        }

        string id = await EndedAsync(server, "asks", "{}");
        string exchange = Text(Assert.Single((await server.GetAsync("/v1/exchanges")).Json.GetProperty("exchanges").EnumerateArray()), "id");
        Assert.True((await server.GetAsync($"/v1/processes/instances/{id}")).Json.GetProperty("output").GetProperty("results").GetArrayLength() == 1);

        await EraseAsync(server, exchange);

        Assert.True((await server.GetAsync($"/v1/processes/instances/{id}")).Json.TryGetProperty("contentErased", out _));
    }

    [Fact]
    public async Task Task_ThatAnInstanceGave_LosesItsContentWithIt_OpenOrDone()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("beacon").Process(Gives));
        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"told"}""")).Exchange;
        await server.Part<Projector>().CatchUpAsync(Token);
        string done = await StartAsync(server, """{"case":"INC-1"}""");
        TaskRow given = await TaskAsync(server, done, 1);
        Assert.Contains("told", given.Title, StringComparison.Ordinal);
        await server.Part<HumanTasks>().CompleteAsync(given.Id, Actor, JqValue.From("noted told"), "because told", Token);
        await ProcessTests.EndAsync(server, done);
        string open = await StartAsync(server, """{"case":"INC-1"}""");
        TaskRow other = await TaskAsync(server, open, 1);

        await EraseAsync(server, exchange);
        await server.UntilAsync($"/v1/processes/instances/{open}", i => i.TryGetProperty("contentErased", out _));

        Store store = server.Part<Store>();
        foreach (TaskRow row in (TaskRow[])[given, other])
        {
            TaskRow left = (await store.Reader.TaskAsync(row.Id, Token))!;
            Assert.True(left is { Title: null, Data: null, Answer: null, Rationale: null, IsRunning: false });
            Assert.Null(store.Keys.Find(row.Key));
        }

        static Task<string> StartAsync(TestServer server, string input) => ProcessTests.StartAsync(server, "gives", input);
    }

    [Fact]
    public async Task Answer_ToATaskThatConcernsAnExchange_IsLinkedToIt()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("beacon").Process(Concerns));
        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"one"}""")).Exchange;
        string id = await ProcessTests.StartAsync(server, "concerns", $$"""{"exchange":"{{exchange}}"}""");
        TaskRow task = await TaskAsync(server, id, 0);
        await server.Part<HumanTasks>().CompleteAsync(task.Id, Actor, JqValue.From("seen"), null, Token);
        await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("underWay").EnumerateArray().Any(t => t.GetString() == "/do/1/rest"));

        await EraseAsync(server, exchange);

        JsonElement gone = await server.UntilAsync($"/v1/processes/instances/{id}", i => i.TryGetProperty("contentErased", out _));
        Assert.Equal("cancelled", Text(gone, "status"));
    }

    [Theory]
    [InlineData("exchange")]
    [InlineData("reference")]
    public async Task Hold_KeepsWhatTookFromItsExchange_UntilItEnds(string kind)
    {
        ManualTime time = new();
        Estate estate = NewEstate().System("beacon").Process(Looks);
        estate.Processes = estate.Processes with { KeepEnded = TimeSpan.FromDays(30) };
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });
        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"one"}""")).Exchange;
        await server.Part<Projector>().CatchUpAsync(Token);
        string held = await EndedAsync(server, "looks", """{"case":"INC-1"}""");
        string free = await EndedAsync(server, "looks", """{"case":"INC-9"}""");
        string on = kind == "exchange" ? exchange : "INC-1";
        string hold = Text((await server.PostAsync("/v1/holds", $$"""{"{{kind}}":"{{on}}","reason":"trial pending"}""")).Json, "id");

        time.Advance(TimeSpan.FromDays(31));
        await server.UntilAsync($"/v1/processes/instances/{free}", i => i.TryGetProperty("contentErased", out _));
        await server.Part<ProcessEraser>().EraseOldAsync(Token);
        Assert.True((await server.GetAsync($"/v1/processes/instances/{held}")).Json.TryGetProperty("output", out _));

        Assert.Equal(200, (await server.CallAsync(HttpMethod.Delete, $"/v1/holds/{hold}", """{"reason":"the trial is over"}""", Estate.OperatorKey)).Status);
        time.Advance(TimeSpan.FromMinutes(2));
        await server.UntilAsync($"/v1/processes/instances/{held}", i => i.TryGetProperty("contentErased", out _));
    }

    [Fact]
    public async Task Instance_ThatWasPutAside_IsErasedWithItsExchange_ReadableOrNot()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("beacon").Process(Looks));
        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"one"}""")).Exchange;
        PublicId.TryParse('x', exchange, out long taken);
        string[] parked = [await ParkAsync(server, "no JSON"u8.ToArray(), taken), await ParkAsync(server, null, taken)];

        await EraseAsync(server, exchange);

        foreach (string id in parked)
        {
            JsonElement gone = await server.UntilAsync($"/v1/processes/instances/{id}", i => i.TryGetProperty("contentErased", out _));
            Assert.Equal("cancelled", Text(gone, "status"));
            Assert.False(gone.TryGetProperty("parked", out _));
        }
    }

    private static TaskActor Actor => new("person:0f3a", "person:0f3a", null, "wexshire");

    // An instance that was put aside with what it holds of an exchange; without a state, one whose content cannot be read at all.
    private static async Task<string> ParkAsync(TestServer server, byte[]? state, long exchange)
    {
        Store store = server.Part<Store>();
        await server.Part<ProcessCatalogue>().RefreshAsync(Token);
        KeptDefinition definition = server.Part<ProcessCatalogue>().Find("looks")!;
        ContentKey key = store.Keys.Next();
        ProcessRow row = ProcessWork.NewRow(store.Ids.Next(), key, definition, DateTimeOffset.UnixEpoch);
        byte[] content = key.Seal(SealedPlace.Process, state is null ? [255] : new ProcessContent { State = state, Exchanges = [exchange] }.ToBytes());
        await store.WriteAsync(
            new StatementWork(
                Statements.InsertProcess, row.Id, row.Definition, row.Name, 2L, 0L, row.Started, row.Changed, SqlValue.Null, SqlValue.Null, "its step failed", row.Key, content),
            Token);
        await store.WriteAsync(new StatementWork(Statements.InsertProcessExchange, row.Id, 0L, exchange), Token);
        return PublicId.Process(row.Id);
    }

    private static async Task<string> EndedAsync(TestServer server, string process, string input)
    {
        string id = await ProcessTests.StartAsync(server, process, input);
        Assert.Equal("completed", Text(await ProcessTests.EndAsync(server, id), "status"));
        return id;
    }

    private static Task<TaskRow> TaskAsync(TestServer server, string instance, int place) =>
        Poll.UntilThereAsync(() => server.Part<Store>().Reader.TaskAsync("process", $"{instance}:/do/{place}/decide", TestContext.Current.CancellationToken));

    private static async Task EraseAsync(TestServer server, string exchange)
    {
        TestServer.Answer answer = await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"entered against the wrong person"}""");
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static string Text(JsonElement element, string name) => ProcessTests.Text(element, name);

    private Estate NewEstate() => new() { Storage = Storage() };
}
