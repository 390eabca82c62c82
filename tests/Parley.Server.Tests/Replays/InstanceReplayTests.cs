using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Processes;
using Parley.Server.Storage;
using Parley.Server.Tests.Processes;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Replays;

/// <summary>Instances of processes run again on a real server: as they ran, and as it is now.</summary>
public class InstanceReplayTests
{
    private const string AsItRan = "/v1/replays/processes/as-it-ran";
    private const string AsItIsNow = "/v1/replays/processes/as-it-is-now";

    private const string Calls = """
        document: { dsl: '1.0.0', namespace: test, name: calls, version: '1.0.0' }
        do:
          - first:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/first" }', body: { id: '${ $workflow.id }', at: '${ $runtime.metadata.now.iso8601 }' } }
              output: { as: { case: WX-1 } }
          - second:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/second" }', body: '${ . }' }
        """;

    private const string Long = """
        document: { dsl: '1.0.0', namespace: test, name: long, version: '1.0.0' }
        do:
          - ask:
              try:
                - call:
                    call: http
                    with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/flaky" }', body: '${ . }' }
              catch: { retry: { delay: PT1S, limit: { attempt: { count: 3 } } } }
          - both:
              fork:
                branches:
                  - wait: { wait: PT1H }
                  - hear:
                      listen: { to: { one: { with: { type: example.decided } } } }
          - say: { emit: { event: { with: { type: example.said, data: '${ . }' } } } }
          - last:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/last" }', body: { n: 1 } }
        """;

    private const string Undoes = """
        document: { dsl: '1.0.0', namespace: test, name: undoes, version: '1.0.0' }
        use:
          functions:
            giveBack:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/give-back" }', body: { n: 1 } }
        do:
          - take:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/take" }', body: { n: 1 } }
              metadata: { undo: giveBack }
          - fails:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/fails" }', body: { n: 1 } }
        """;

    private const string Loops = """
        document: { dsl: '1.0.0', namespace: test, name: loops, version: '1.0.0' }
        do:
          - each:
              for: { each: n, in: '${ [range(20)] }' }
              do:
                - ask:
                    call: http
                    with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/large" }', body: { n: 1 } }
                    output: { as: { n: 1 } }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected virtual StorageDefinition Storage() => new("sqlite", "store.db", null);

    [Fact]
    public async Task AsItRan_OfTimersEventsRetriesAndCalls_ComesOutTheSame_WithoutEffect()
    {
        await using StubRecipient stub = await StubRecipient.StartAsync();
        FailFirst(stub);
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Long), change: o => o with { Time = time });
        string id = await RunLongAsync(server, time);
        int calls = stub.Requests.Count;

        JsonElement replay = (await server.PostAsync(AsItRan, """{"process":"long","status":"completed","limit":10}""")).Json;

        Assert.True(replay.GetProperty("same").GetInt32() == 1, replay.GetRawText());
        JsonElement one = Assert.Single(replay.GetProperty("instances").EnumerateArray());
        Assert.Equal((id, true), (Text(one, "instance"), one.GetProperty("steps").GetInt32() >= 6));
        Assert.False(one.TryGetProperty("notReplayed", out _));
        Assert.Equal(calls, stub.Requests.Count);
    }

    [Fact]
    public async Task AsItRan_NamesWhatIsAskedOtherwise_ByItsPlace_ForTheWholeAndForAStep()
    {
        await using StubRecipient stub = await ProcessTests.Echo();
        string root;
        string id;
        await using (TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Calls)))
        {
            (root, id) = (server.Root, await StartAsync(server, "calls"));
            await ProcessTests.EndAsync(server, id);

            // As if another build of the platform read the definition otherwise.
            await server.Part<Store>().WriteAsync(
                new StatementWork(new Statement("UPDATE process_definitions SET text = $1"), Calls.Replace("/second", "/third", StringComparison.Ordinal)), Token);
        }

        await using TestServer again = await TestServer.StartAsync(NewEstate(stub), root);
        JsonElement whole = await ReplayAsync(again, $$"""{"instance":"{{id}}"}""");
        JsonElement first = await ReplayAsync(again, $$"""{"instance":"{{id}}","step":"first"}""");
        JsonElement second = await ReplayAsync(again, $$"""{"instance":"{{id}}","step":"/do/1/second"}""");
        JsonElement none = await ReplayAsync(again, $$"""{"instance":"{{id}}","step":"absent"}""");

        JsonElement difference = Assert.Single(whole.GetProperty("differences").EnumerateArray());
        Assert.Equal(("effect", "/do/1/second (line 7)", "http", "other http"), (Text(difference, "what"), Text(difference, "place"), Text(difference, "was"), Text(difference, "now")));
        Assert.Empty(first.GetProperty("differences").EnumerateArray());
        Assert.Equal("answered 200", Text(Assert.Single(first.GetProperty("asked").EnumerateArray()), "why"));
        Assert.Single(second.GetProperty("differences").EnumerateArray());
        Assert.False(none.GetProperty("replayed").GetBoolean());
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task AsItIsNow_TakesFromTheRecordWhatHappened_AndDoesTheRest_Once()
    {
        await using StubRecipient stub = await StubRecipient.StartAsync();
        stub.Answer = (request, context) => Answer(context, request.Path.EndsWith("/second", StringComparison.Ordinal) ? 422 : 200);
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Calls));
        string id = await StartAsync(server, "calls");
        Assert.Equal("faulted", Text(await ProcessTests.EndAsync(server, id), "status"));
        stub.Answer = (_, context) => Answer(context, 200);

        JsonElement plan = (await server.PostAsync(AsItIsNow, $$"""{"instance":"{{id}}","reason":"the partner’s system was mended"}""")).Json;
        JsonElement shown = Assert.Single(plan.GetProperty("instances").EnumerateArray());
        JsonElement goes = Assert.Single(shown.GetProperty("effects").EnumerateArray());
        int before = stub.Requests.Count;
        JsonElement done = (await server.PostAsync($"{AsItIsNow}/{Text(plan, "token")}", "")).Json;
        string fresh = Text(done.GetProperty("instances")[0], "outcome")["started as ".Length..];
        JsonElement ended = await ProcessTests.EndAsync(server, fresh);

        Assert.Equal((true, 1, 2), (shown.GetProperty("can").GetBoolean(), shown.GetProperty("fromRecord").GetInt32(), before));
        Assert.Equal(("http", "stub", "/do/1/second (line 7)", "failed then"), (Text(goes, "what"), Text(goes, "to"), Text(goes, "task"), Text(goes, "why")));
        Assert.Equal(("completed", id), (Text(ended, "status"), Text(ended, "replayOf")));
        Assert.Equal(["/in/first", "/in/second", "/in/second"], stub.Requests.Select(r => r.Path));
        Assert.StartsWith(fresh, stub.Requests[2].Key, StringComparison.Ordinal);
        JsonElement twice = (await server.PostAsync(AsItIsNow, $$"""{"instance":"{{id}}"}""")).Json.GetProperty("instances")[0];
        Assert.Contains($"already, as {fresh}", Text(twice, "outcome"), StringComparison.Ordinal);
        Assert.Equal(1, (await server.PostAsync(AsItRan, $$"""{"instance":"{{fresh}}"}""")).Json.GetProperty("same").GetInt32());
        Assert.Contains(
            (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray(),
            e => e.GetRawText().Contains($"{fresh} started as {id} replayed as it is now", StringComparison.Ordinal) && e.GetRawText().Contains("was mended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AsItIsNow_OfOneThatEndedWell_DoesNothing_UnlessAskedToRepeatFromAStepOn()
    {
        await using StubRecipient stub = await StubRecipient.StartAsync();
        FailFirst(stub);
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Long), change: o => o with { Time = time });
        string id = await RunLongAsync(server, time);
        time.Advance(TimeSpan.FromDays(10));

        JsonElement idle = await PlanAsync(server, $$"""{"instance":"{{id}}"}""");
        JsonElement repeat = await PlanAsync(server, $$"""{"instance":"{{id}}","step":"say","repeat":true}""");
        JsonElement anew = await PlanAsync(server, $$"""{"instance":"{{id}}","repeat":true}""");
        JsonElement never = await PlanAsync(server, $$"""{"instance":"{{id}}","step":"/do/9/none"}""");
        int before = stub.Requests.Count;
        string fresh = await ConfirmAsync(server, $$"""{"instance":"{{id}}","step":"say","repeat":true}""");

        Assert.Equal((true, 0), (idle.GetProperty("can").GetBoolean(), idle.GetProperty("effects").GetArrayLength()));
        Assert.Contains("nothing goes out, is then completed", Text(idle, "outcome"), StringComparison.Ordinal);
        Assert.Equal(["emit is repeated", "http is repeated"], repeat.GetProperty("effects").EnumerateArray().Select(e => $"{Text(e, "what")} {Text(e, "why")}").Order(StringComparer.Ordinal));
        Assert.Equal("/do/0/ask/try/0/call (line 5)", Text(Assert.Single(anew.GetProperty("effects").EnumerateArray()), "task"));
        Assert.False(never.GetProperty("can").GetBoolean());
        Assert.Equal("completed", Text(await ProcessTests.EndAsync(server, fresh), "status"));
        Assert.Equal(["/in/last"], stub.Requests.Skip(before).Select(r => r.Path));
    }

    [Fact]
    public async Task AsItIsNow_OfACallThatNobodyKnowsOf_GoesOutUnderTheKeyOfThen()
    {
        await using StubRecipient stub = await StubRecipient.StartAsync();
        TaskCompletionSource inFlight = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        stub.Answer = async (_, context) =>
        {
            inFlight.TrySetResult();
            await go.Task;
            await Answer(context, 200);
        };
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Calls));
        string id = await StartAsync(server, "calls");
        await inFlight.Task;
        JsonElement running = await PlanAsync(server, $$"""{"instance":"{{id}}"}""");
        Assert.Equal(200, (await server.PostAsync($"/v1/processes/instances/{id}/cancel", "{}")).Status);
        go.SetResult();

        JsonElement plan = await PlanAsync(server, $$"""{"instance":"{{id}}"}""");
        string fresh = await ConfirmAsync(server, $$"""{"instance":"{{id}}"}""");

        Assert.Contains("cancel it first", Text(running, "outcome"), StringComparison.Ordinal);
        Assert.StartsWith("nobody knows", Text(plan.GetProperty("effects")[0], "why"), StringComparison.Ordinal);
        Assert.Equal("completed", Text(await ProcessTests.EndAsync(server, fresh), "status"));
        Assert.Equal(stub.Requests[0].Key, stub.Requests[1].Key);
        Assert.StartsWith(fresh, stub.Requests[2].Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsItIsNow_DoesAgainWhatWasUndone()
    {
        await using StubRecipient stub = await StubRecipient.StartAsync();
        stub.Answer = (request, context) => Answer(context, request.Path.EndsWith("/fails", StringComparison.Ordinal) ? 422 : 200);
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Undoes));
        string id = await StartAsync(server, "undoes");
        await ProcessTests.EndAsync(server, id);
        stub.Answer = (_, context) => Answer(context, 200);

        JsonElement plan = await PlanAsync(server, $$"""{"instance":"{{id}}"}""");
        string fresh = await ConfirmAsync(server, $$"""{"instance":"{{id}}"}""");

        Assert.Equal(1, (await server.PostAsync(AsItRan, $$"""{"instance":"{{id}}"}""")).Json.GetProperty("same").GetInt32());
        Assert.Equal("was undone", Text(Assert.Single(plan.GetProperty("effects").EnumerateArray()), "why"));
        Assert.Equal("completed", Text(await ProcessTests.EndAsync(server, fresh), "status"));
        Assert.Equal(["/in/take", "/in/fails", "/in/give-back", "/in/take", "/in/fails"], stub.Requests.Select(r => r.Path));
    }

    [Fact]
    public async Task AsItIsNow_RunsOnTheDefinitionInForce_AndSaysWhatAsksOtherwise()
    {
        await using StubRecipient stub = await StubRecipient.StartAsync();
        stub.Answer = (request, context) => Answer(context, request.Path.EndsWith("/second", StringComparison.Ordinal) ? 422 : 200);
        string root;
        string id;
        await using (TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Calls)))
        {
            (root, id) = (server.Root, await StartAsync(server, "calls"));
            await ProcessTests.EndAsync(server, id);
        }

        string mended = Calls.Replace("'1.0.0' }", "'1.1.0' }", StringComparison.Ordinal).Replace("/second", "/mended", StringComparison.Ordinal)
            .Replace("{ id: '${ $workflow.id }',", "{ id: '${ $workflow.id }', more: 1,", StringComparison.Ordinal);
        await using TestServer again = await TestServer.StartAsync(NewEstate(stub).Process(mended), root);
        JsonElement whole = await PlanAsync(again, $$"""{"instance":"{{id}}"}""");
        JsonElement rest = await PlanAsync(again, $$"""{"instance":"{{id}}","step":"second"}""");
        string fresh = await ConfirmAsync(again, $$"""{"instance":"{{id}}","step":"second"}""");

        Assert.Equal("asks otherwise than then", Text(Assert.Single(whole.GetProperty("effects").EnumerateArray()), "why"));
        Assert.Equal("/do/1/second (line 7)", Text(Assert.Single(rest.GetProperty("effects").EnumerateArray()), "task"));
        Assert.Equal(("completed", "1.1.0"), (Text(await ProcessTests.EndAsync(again, fresh), "status"), Text((await again.GetAsync($"/v1/processes/instances/{fresh}")).Json, "version")));
        Assert.Equal(["/in/first", "/in/second", "/in/mended"], stub.Requests.Select(r => r.Path));
    }

    [Fact]
    public async Task Record_IsBounded_AndWhatIsNoLongerKeptIsSaidExactly()
    {
        await using StubRecipient stub = await StubRecipient.StartAsync();
        string large = $$"""{"text":"{{new string('x', 40_000)}}"}""";
        stub.Answer = (_, context) =>
        {
            context.Response.ContentType = "application/json";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, large);
        };
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Loops));
        string id = await StartAsync(server, "loops");
        await ProcessTests.EndAsync(server, id);
        PublicId.TryParse('p', id, out long key);

        JsonElement replay = await ReplayAsync(server, $$"""{"instance":"{{id}}"}""");
        JsonElement plan = await PlanAsync(server, $$"""{"instance":"{{id}}"}""");
        JsonElement anew = await PlanAsync(server, $$"""{"instance":"{{id}}","repeat":true}""");

        Assert.Equal("[]", replay.GetProperty("differences").GetRawText());
        Assert.StartsWith("Steps 1 to 6 of 21 are no longer kept", Text(replay, "notReplayed"), StringComparison.Ordinal);
        Assert.Equal(15, replay.GetProperty("steps").GetInt32());
        Assert.Equal(ProcessRecord.MostPieces, (await server.Part<Store>().Reader.ProcessStepsAsync(key, Parley.Server.Exchanges.Disclosure.PermitProcess(), Token)).Count);
        Assert.Contains("would be done again", Text(plan, "outcome"), StringComparison.Ordinal);
        Assert.True(anew.GetProperty("can").GetBoolean());
    }

    [Fact]
    public async Task Replays_OfWhatWasErased_SaySo_AndNeedAnOperator()
    {
        ManualTime time = new();
        await using StubRecipient stub = await ProcessTests.Echo();
        Estate estate = NewEstate(stub).Process(Calls);
        estate.System("beacon");
        estate.Processes = estate.Processes with { KeepEnded = TimeSpan.FromDays(30) };
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });
        string id = await StartAsync(server, "calls");
        await ProcessTests.EndAsync(server, id);
        time.Advance(TimeSpan.FromDays(31));
        await server.UntilAsync($"/v1/processes/instances/{id}", i => i.TryGetProperty("contentErased", out _));
        PublicId.TryParse('p', id, out long key);

        JsonElement replay = await ReplayAsync(server, $$"""{"instance":"{{id}}"}""");
        JsonElement plan = await PlanAsync(server, $$"""{"instance":"{{id}}","repeat":true}""");

        Assert.Contains("was erased at", Text(replay, "why"), StringComparison.Ordinal);
        Assert.False(plan.GetProperty("can").GetBoolean());
        Assert.Empty(await server.Part<Store>().Reader.ProcessStepsAsync(key, Parley.Server.Exchanges.Disclosure.PermitProcess(), Token));
        foreach (string path in (string[])[AsItRan, AsItIsNow, AsItIsNow + "/b-0"])
        {
            Assert.Equal(403, (await server.PostAsync(path, "{}", Estate.KeyOf("beacon"))).Status);
        }

        Assert.Equal(404, (await server.PostAsync(AsItRan, """{"instance":"p-0000000000000"}""")).Status);
        Assert.Equal(400, (await server.PostAsync(AsItRan, """{"status":"odd"}""")).Status);
        Assert.Equal(400, (await server.PostAsync(AsItRan, """{"since":"yesterday"}""")).Status);
        TestServer.Answer unknown = await server.PostAsync(AsItRan, """{"process":"cals"}""");
        Assert.Equal((400, "'cals' is no process; did you mean 'calls'? There is calls."), (unknown.Status, unknown.Json.GetProperty("detail").GetString()));
    }

    private static async Task<string> RunLongAsync(TestServer server, ManualTime time)
    {
        string id = await StartAsync(server, "long");
        await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetRawText().Contains("retried", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromSeconds(2));
        await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("underWay").GetArrayLength() == 3);
        await ProcessTests.PublishAsync(server, "WX-1");
        await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("underWay").GetArrayLength() == 2);
        time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("completed", Text(await ProcessTests.EndAsync(server, id), "status"));
        return id;
    }

    private static void FailFirst(StubRecipient stub)
    {
        int count = 0;
        stub.Answer = (_, context) => Answer(context, Interlocked.Increment(ref count) == 1 ? 503 : 200);
    }

    private static Task Answer(Microsoft.AspNetCore.Http.HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task<string> StartAsync(TestServer server, string process) => ProcessTests.StartAsync(server, process, "{}");

    private static async Task<JsonElement> ReplayAsync(TestServer server, string body) => (await server.PostAsync(AsItRan, body)).Json.GetProperty("instances")[0];

    private static async Task<JsonElement> PlanAsync(TestServer server, string body) => (await server.PostAsync(AsItIsNow, body)).Json.GetProperty("instances")[0];

    private static async Task<string> ConfirmAsync(TestServer server, string body)
    {
        string token = Text((await server.PostAsync(AsItIsNow, body)).Json, "token");
        TestServer.Answer done = await server.PostAsync($"{AsItIsNow}/{token}", "");
        Assert.True(done.Json.GetProperty("done").GetInt32() == 1, done.Text);
        return Text(done.Json.GetProperty("instances")[0], "outcome")["started as ".Length..];
    }

    private static string Text(JsonElement element, string name) => ProcessTests.Text(element, name);

    private Estate NewEstate(StubRecipient stub) => new()
    {
        Storage = Storage(),
        Processes = new ProcessRules { Calls = new Dictionary<string, string> { ["stub"] = stub.Address.ToString() } },
    };
}
