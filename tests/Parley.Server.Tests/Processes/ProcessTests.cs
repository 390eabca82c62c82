using System.Globalization;
using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
using Parley.Engine.Workspace;
using Parley.Server.Processes;
using Parley.Server.Storage;
using Parley.Server.Tasks;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Processes;

/// <summary>Processes on a real server: what they call, wait for and tell each other, on each store, across restarts.</summary>
public abstract class ProcessTests
{
    private const string Calls = """
        document: { dsl: '1.0.0', namespace: test, name: calls, version: '1.0.0' }
        do:
          - first:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/first" }', body: '${ . }' }
          - second:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/second" }', body: '${ . }' }
        """;

    private const string Waits = """
        document: { dsl: '1.0.0', namespace: test, name: waits, version: '1.0.0' }
        do:
          - decision:
              listen:
                to:
                  one:
                    with: { type: example.decided }
                    correlate: { case: { from: .data.case, expect: '${ .case }' } }
              output: { as: '.[0]' }
        """;

    private const string Sleeps = """
        document: { dsl: '1.0.0', namespace: test, name: sleeps, version: '1.0.0' }
        do:
          - rest: { wait: PT1H }
          - done: { set: { rested: true } }
        """;

    private const string Parent = """
        document: { dsl: '1.0.0', namespace: test, name: parent, version: '1.0.0' }
        do:
          - ask:
              run: { workflow: { namespace: test, name: child, version: latest, input: { n: '${ .n }' } } }
          - say:
              emit: { event: { with: { type: example.said, data: '${ . }' } } }
        """;

    private const string Child = """
        document: { dsl: '1.0.0', namespace: test, name: child, version: '1.0.0' }
        do:
          - double: { set: { n: '${ .n * 2 }' } }
        """;

    private const string Heard = """
        document: { dsl: '1.0.0', namespace: test, name: heard, version: '1.0.0' }
        schedule: { on: { one: { with: { type: example.said } } } }
        do:
          - keep: { set: { heard: '${ .[0].data.n }' } }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract StorageDefinition Storage();

    [Fact]
    public async Task Calls_AreMadeInOrder_EachOnceUnderItsKey()
    {
        await using StubRecipient stub = await Echo();
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Calls));

        string id = await StartAsync(server, "calls", """{"case":"WX-1"}""");
        JsonElement ended = await EndAsync(server, id);

        Assert.Equal("completed", Text(ended, "status"));
        Assert.Equal(["/in/first", "/in/second"], stub.Requests.Select(r => r.Path));
        Assert.Equal([$"{id}%3A%2Fdo%2F0%2Ffirst", $"{id}%3A%2Fdo%2F1%2Fsecond"], stub.Requests.Select(r => r.Key));
        Assert.Equal("""{"case":"WX-1"}""", stub.Requests[1].Body);
        Assert.Equal("WX-1", ended.GetProperty("output").GetProperty("case").GetString());
        Assert.Contains("<svg", (await server.GetAsync($"/v1/processes/instances/{id}/drawing")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TwiceUnderOneKey_IsOneInstance()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Child));

        TestServer.Answer first = await StartAsync(server, "child", """{"n":1}""", "k-1");
        TestServer.Answer second = await StartAsync(server, "child", """{"n":1}""", "k-1");
        TestServer.Answer other = await StartAsync(server, "child", """{"n":1}""", "k-2");

        Assert.Equal((201, 200, 201), (first.Status, second.Status, other.Status));
        Assert.Equal(Text(first.Json, "instance"), Text(second.Json, "instance"));
        Assert.NotEqual(Text(first.Json, "instance"), Text(other.Json, "instance"));
    }

    [Fact]
    public async Task Call_ToAPlaceThatIsNotConfigured_IsRefused_AndNeverMade()
    {
        await using StubRecipient stub = await Echo();
        Estate estate = NewEstate(stub).Process(Calls.Replace("$runtime.metadata.calls.stub + ", $"\"{stub.Address.GetLeftPart(UriPartial.Authority)}/inner\" + ", StringComparison.Ordinal));
        await using TestServer server = await TestServer.StartAsync(estate);

        JsonElement ended = await EndAsync(server, await StartAsync(server, "calls", "{}"));

        Assert.Equal(("faulted", 403), (Text(ended, "status"), ended.GetProperty("error").GetProperty("status").GetInt32()));
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_BeforeOrAfterTheWait_IsTakenByItsCaseAlone(bool before)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Waits));
        if (before)
        {
            await PublishAsync(server, "WX-2");
        }

        string one = await StartAsync(server, "waits", """{"case":"WX-1"}""");
        string two = await StartAsync(server, "waits", """{"case":"WX-2"}""");
        if (!before)
        {
            await PublishAsync(server, "WX-2");
        }

        JsonElement ended = await EndAsync(server, two);

        Assert.Equal("WX-2", Text(ended.GetProperty("output"), "case"));
        Assert.Equal("waiting", Text((await server.GetAsync($"/v1/processes/instances/{one}")).Json, "status"));
        AssertNoneInMemory(server);
    }

    [Fact]
    public async Task WhatWaits_GoesOnAfterARestart_TimersAndListensAlike()
    {
        ManualTime time = new();
        Estate estate = NewEstate().Process(Waits).Process(Sleeps);
        string root;
        string waits;
        string sleeps;
        await using (TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time }))
        {
            root = server.Root;
            waits = await StartAsync(server, "waits", """{"case":"WX-1"}""");
            sleeps = await StartAsync(server, "sleeps", "{}");
        }

        time.Advance(TimeSpan.FromMinutes(61));
        await using TestServer again = await TestServer.StartAsync(estate, root, o => o with { Time = time });
        await PublishAsync(again, "WX-1");

        Assert.Equal("completed", Text(await EndAsync(again, waits), "status"));
        Assert.Equal("completed", Text(await EndAsync(again, sleeps), "status"));
    }

    [Fact]
    public async Task Timer_WhenTheClockIsSetForward_FiresAndNotBefore()
    {
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Sleeps), change: o => o with { Time = time });
        string id = await StartAsync(server, "sleeps", "{}");
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("waiting", Text((await server.GetAsync($"/v1/processes/instances/{id}")).Json, "status"));

        time.Advance(TimeSpan.FromMinutes(-30));
        time.Advance(TimeSpan.FromMinutes(32));

        Assert.Equal("completed", Text(await EndAsync(server, id), "status"));
    }

    [Fact]
    public async Task Child_AnswersItsParent_AndAnEventStartsAnother()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Parent).Process(Child).Process(Heard));

        JsonElement ended = await EndAsync(server, await StartAsync(server, "parent", """{"n":21}"""));
        JsonElement heard = (await server.UntilAsync(
            "/v1/processes/instances?process=heard&status=completed", l => l.GetProperty("instances").GetArrayLength() == 1)).GetProperty("instances")[0];

        Assert.Equal(42, ended.GetProperty("output").GetProperty("data").GetProperty("n").GetInt32());
        Assert.Equal(42, (await server.GetAsync($"/v1/processes/instances/{Text(heard, "instance")}")).Json.GetProperty("output").GetProperty("heard").GetInt32());
    }

    [Fact]
    public async Task Schedule_OfSeveralEventsTogether_StartsOnceEachIsThere_BelongingTogether_AcrossARestart()
    {
        const string Both = """
            document: { dsl: '1.0.0', namespace: test, name: both, version: '1.0.0' }
            schedule:
              on:
                all:
                  - { with: { type: example.arrested }, correlate: { case: { from: .data.case } } }
                  - { with: { type: example.recorded }, correlate: { case: { from: .data.case } } }
            do:
              - keep: { set: { cases: '${ map(.data.case) }', types: '${ map(.type) }', said: '${ map(.id) }' } }
            """;
        Estate estate = NewEstate().Process(Both);
        string root;
        await using (TestServer server = await TestServer.StartAsync(estate))
        {
            root = server.Root;
            await PublishAsync(server, "example.recorded", "WX-1", "r1");
            await PublishAsync(server, "example.recorded", "WX-2", "r2");
            await PublishAsync(server, "example.recorded", "WX-1", "r3");
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        Assert.Empty((await again.GetAsync("/v1/processes/instances?process=both")).Json.GetProperty("instances").EnumerateArray());
        await PublishAsync(again, "example.arrested", "WX-1", "a1");
        JsonElement first = (await again.UntilAsync("/v1/processes/instances?process=both&status=completed", l => l.GetProperty("instances").GetArrayLength() == 1)).GetProperty("instances")[0];
        await PublishAsync(again, "example.arrested", "WX-3", "a3");
        await PublishAsync(again, "example.arrested", "WX-1", "a2");
        JsonElement all = (await again.UntilAsync("/v1/processes/instances?process=both&status=completed", l => l.GetProperty("instances").GetArrayLength() == 2)).GetProperty("instances");

        Assert.Equal("""{"cases":["WX-1","WX-1"],"types":["example.arrested","example.recorded"],"said":["a1","r1"]}""", await OutputAsync(again, first));
        Assert.Equal("""{"cases":["WX-1","WX-1"],"types":["example.arrested","example.recorded"],"said":["a2","r3"]}""", await OutputAsync(again, all[0]));

        static async Task<string> OutputAsync(TestServer server, JsonElement instance) =>
            (await server.GetAsync($"/v1/processes/instances/{Text(instance, "instance")}")).Json.GetProperty("output").GetRawText();

        static async Task PublishAsync(TestServer server, string type, string matter, string id) => Assert.Equal(
            202, (await server.PostAsync("/v1/processes/events", $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/test","type":"{{{type}}}","data":{"case":"{{{matter}}}"}}""")).Status);
    }

    [Fact]
    public async Task Definition_RemovedWhileAnInstanceRuns_IsStillWhatItRunsOn()
    {
        Estate estate = NewEstate().Process(Waits);
        string root;
        string id;
        await using (TestServer server = await TestServer.StartAsync(estate))
        {
            root = server.Root;
            id = await StartAsync(server, "waits", """{"case":"WX-1"}""");
        }

        await using TestServer without = await TestServer.StartAsync(estate.WithoutProcesses(), root);
        Assert.Equal(404, (await without.PostAsync("/v1/processes/waits/instances", "{}")).Status);
        await PublishAsync(without, "WX-1");

        Assert.Equal("completed", Text(await EndAsync(without, id), "status"));
    }

    [Fact]
    public async Task Move_ToAnotherVersion_IsPlannedFirst_AndThenGoesOnThere()
    {
        string second = Waits.Replace("'1.0.0' }\ndo", "'2.0.0' }\ndo", StringComparison.Ordinal) + "\n  - then: { set: { moved: true } }\n";
        string third = Waits.Replace("'1.0.0' }\ndo", "'3.0.0' }\ndo", StringComparison.Ordinal).Replace("decision:", "ruling:", StringComparison.Ordinal);
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Waits).Process(second).Process(third));
        string id = Text((await server.PostAsync("/v1/processes/waits/instances?version=1.0.0", """{"case":"WX-1"}""")).Json, "instance");

        JsonElement plan = (await server.PostAsync($"/v1/processes/instances/{id}/move", """{"version":"2.0.0","preview":true}""")).Json;
        TestServer.Answer refused = await server.PostAsync($"/v1/processes/instances/{id}/move", """{"version":"3.0.0"}""");
        TestServer.Answer moved = await server.PostAsync($"/v1/processes/instances/{id}/move", """{"version":"2.0.0"}""");
        await PublishAsync(server, "WX-1");

        Assert.True(plan.GetProperty("possible").GetBoolean());
        Assert.Equal((409, "PRC017"), (refused.Status, refused.Code));
        Assert.Equal((200, "2.0.0"), (moved.Status, Text(moved.Json, "version")));
        Assert.True((await EndAsync(server, id)).GetProperty("output").GetProperty("moved").GetBoolean());
    }

    [Fact]
    public async Task Process_OrVersionThatIsNot_IsAnsweredWithThoseThereAre()
    {
        string second = Waits.Replace("'1.0.0' }\ndo", "'1.10.0' }\ndo", StringComparison.Ordinal);
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Waits).Process(second).Process(Child));

        TestServer.Answer process = await server.PostAsync("/v1/processes/wait/instances", "{}");
        TestServer.Answer version = await server.PostAsync("/v1/processes/waits/instances?version=2.0.0", "{}");
        TestServer.Answer move = await server.PostAsync($"/v1/processes/instances/{await StartAsync(server, "waits", "{}")}/move", """{"version":"2.0.0"}""");

        Assert.Equal((404, 404, 404), (process.Status, version.Status, move.Status));
        Assert.Contains("there are child, waits.", process.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("there are 1.0.0, 1.10.0.", version.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("there are 1.0.0, 1.10.0.", move.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuspendResumeCancel_DoWhatTheySay()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Waits));
        string id = await StartAsync(server, "waits", """{"case":"WX-1"}""");

        Assert.Equal("suspended", Text((await server.PostAsync($"/v1/processes/instances/{id}/suspend", "{}")).Json, "status"));
        Assert.Equal(409, (await server.PostAsync($"/v1/processes/instances/{id}/suspend", "{}")).Status);
        Assert.Equal("waiting", Text((await server.PostAsync($"/v1/processes/instances/{id}/resume", "{}")).Json, "status"));
        Assert.Equal("cancelled", Text((await server.PostAsync($"/v1/processes/instances/{id}/cancel", "{}")).Json, "status"));
        Assert.Equal(409, (await server.PostAsync($"/v1/processes/instances/{id}/cancel", "{}")).Status);
    }

    [Fact]
    public async Task Poison_PutsItsInstanceAside_AndNoOther()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Waits).Process(Child));
        Store store = server.Part<Store>();
        string sound = await StartAsync(server, "waits", """{"case":"WX-1"}""");
        KeptDefinition child = server.Part<ProcessCatalogue>().Find("child")!;
        ContentKey key = store.Keys.Next();
        ProcessRow row = ProcessWork.NewRow(store.Ids.Next(), key, child, DateTimeOffset.UnixEpoch);
        byte[] poison = key.Seal(SealedPlace.Process, new ProcessContent { State = "no JSON"u8.ToArray() }.ToBytes());
        await store.WriteAsync(
            new StatementWork(
                Statements.InsertProcess,
                row.Id, row.Definition, row.Name, 0L, 1L, row.Started, row.Changed, SqlValue.Null, SqlValue.Null, SqlValue.Null, row.Key, poison),
            Token);
        string id = PublicId.Process(row.Id);

        server.Part<ProcessRunner>().Post([(row.Id, new Arrival.Wake())]);
        JsonElement parked = await EndAsync(server, id);
        await PublishAsync(server, "WX-1");

        Assert.Equal("parked", Text(parked, "status"));
        Assert.Contains("InvalidDataException", Text(parked, "parked"), StringComparison.Ordinal);
        Assert.Equal("completed", Text(await EndAsync(server, sound), "status"));
        Assert.Equal(id, Text((await server.GetAsync("/v1/processes/instances?status=parked")).Json.GetProperty("instances")[0], "instance"));
        Assert.Equal(409, (await server.PostAsync($"/v1/processes/instances/{id}/resume", "{}")).Status);
        AssertNoneInMemory(server);
    }

    [Fact]
    public async Task Branch_ThatFails_EndsTheOthers_AndWhatTheyWaitedFor()
    {
        await using StubRecipient stub = await Echo();
        stub.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        const string Branches = """
            document: { dsl: '1.0.0', namespace: test, name: branches, version: '1.0.0' }
            do:
              - both:
                  fork:
                    branches:
                      - fails: { call: http, with: { method: get, endpoint: '${ $runtime.metadata.calls.stub + "/x" }' } }
                      - waits: { listen: { to: { one: { with: { type: example.decided } } } } }
                      - rests: { wait: PT1H }
            """;
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(Branches));

        JsonElement ended = await EndAsync(server, await StartAsync(server, "branches", "{}"));

        Assert.Equal(("faulted", 500), (Text(ended, "status"), ended.GetProperty("error").GetProperty("status").GetInt32()));
        Assert.Empty(await server.Part<Store>().Reader.ListensAfterAsync(0, 10, Token));
        Assert.Empty(await server.Part<Store>().Reader.ProcessTimersAsync(0, 0, long.MaxValue, 10, Token));
    }

    [Fact]
    public async Task Call_ThatIsNeverAnswered_IsGivenUpWhenItsTaskTimesOut()
    {
        ManualTime time = new();
        await using StubRecipient stub = await Echo();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        stub.Answer = (_, context) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        string patient = Calls.Replace("- first:\n", "- first:\n      timeout: { after: PT1M }\n", StringComparison.Ordinal);
        await using TestServer server = await TestServer.StartAsync(NewEstate(stub).Process(patient), change: o => o with { Time = time });
        string id = await StartAsync(server, "calls", "{}");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);

        time.Advance(TimeSpan.FromMinutes(2));
        JsonElement ended = await EndAsync(server, id);

        Assert.Equal(("faulted", 408), (Text(ended, "status"), ended.GetProperty("error").GetProperty("status").GetInt32()));

        AssertNoneInMemory(server);
    }

    [Fact]
    public async Task Message_ThatIsAccepted_StartsWhatListensToItsType_WithWhatMayBeSeenOfIt()
    {
        const string OnIncident = """
            document: { dsl: '1.0.0', namespace: test, name: on-incident, version: '1.0.0' }
            schedule: { on: { one: { with: { type: parley.exchange.Incident } } } }
            do:
              - keep: { set: { reference: '${ .[0].subject }', data: '${ .[0].data }', link: '${ .[0].link }' } }
            """;
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("beacon").Process(OnIncident));
        await server.UntilAsync("/v1/processes", p => p.GetProperty("processes").GetArrayLength() == 1);
        await WaitForFollowerAsync(server);

        string exchange = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"a break-in"}""")).Exchange;
        JsonElement list = await server.UntilAsync("/v1/processes/instances?status=completed", l => l.GetProperty("instances").GetArrayLength() == 1);
        JsonElement output = (await server.GetAsync($"/v1/processes/instances/{Text(list.GetProperty("instances")[0], "instance")}")).Json.GetProperty("output");

        Assert.Equal(("INC-1", $"/v1/exchanges/{exchange}"), (Text(output, "reference"), Text(output, "link")));
        Assert.Equal("a break-in", output.GetProperty("data").GetProperty("records")[0].GetProperty("attributes").GetProperty("summary").GetString());
    }

    [Fact]
    public async Task Send_GoesByTheExchange_ToTheSystemNamedAlone_Once()
    {
        await using StubRecipient stub = await Echo();
        const string Sends = """
            document: { dsl: '1.0.0', namespace: test, name: sends, version: '1.0.0' }
            do:
              - tell:
                  call: send:1.0.0@default
                  with: { system: records, message: incident, bundle: { ref: '${ .case }', summary: charged } }
            """;
        Estate estate = NewEstate(stub).System("conductor").System("records").System("other")
            .AcceptsHttp("records", new Uri(stub.Address, "/records")).AcceptsHttp("other", new Uri(stub.Address, "/other")).Process(Sends);
        estate.Processes = estate.Processes with { System = "conductor" };
        await using TestServer server = await TestServer.StartAsync(estate);

        JsonElement ended = await EndAsync(server, await StartAsync(server, "sends", """{"case":"INC-9"}"""));
        await stub.WaitAsync(1);

        Assert.Equal("completed", Text(ended, "status"));
        JsonElement exchange = await server.UntilStatusAsync(Text(ended.GetProperty("output"), "exchange"), "delivered");
        Assert.Equal(("conductor", "process"), (Text(exchange, "system"), Text(exchange, "via")));
        Assert.Equal(["/records"], stub.Requests.Select(r => r.Path));
    }

    [Theory]
    [InlineData("from")]
    [InlineData("with")]
    public async Task Send_OfWhatTheRecipientDoesNotTake_IsAnError_AndNeverTakenForDone(string condition)
    {
        await using StubRecipient stub = await Echo();
        const string Sends = """
            document: { dsl: '1.0.0', namespace: test, name: sends, version: '1.0.0' }
            do:
              - tell:
                  call: send:1.0.0@default
                  with: { system: records, message: incident, bundle: { ref: '${ .case }', summary: charged } }
            """;
        AcceptDefinition accept = new() { MessageType = "incident", Types = ["Incident"], Delivery = new HttpDelivery { Url = new Uri(stub.Address, "/records").ToString() } };
        Estate estate = NewEstate(stub).System("conductor").System("records").System("beacon").Process(Sends)
            .Accepts("records", condition == "from" ? accept with { From = ["beacon"] } : accept with { Where = new Dictionary<string, IReadOnlyList<string>> { ["reference"] = ["INC-1"] } });
        estate.Processes = estate.Processes with { System = "conductor" };
        await using TestServer server = await TestServer.StartAsync(estate);

        JsonElement ended = await EndAsync(server, await StartAsync(server, "sends", """{"case":"INC-9"}"""));

        Assert.Equal("faulted", Text(ended, "status"));
        Assert.Equal(("The system does not accept it", "/do/0/tell"), (Text(ended.GetProperty("error"), "title"), Text(ended.GetProperty("error"), "instance")));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task LookUp_AnswersAsASearchDoes_AndIsRecorded()
    {
        const string Looks = """
            document: { dsl: '1.0.0', namespace: test, name: looks, version: '1.0.0' }
            do:
              - find:
                  call: look-up:1.0.0@default
                  with: { type: Incident, where: { identifier: '${ .case }' } }
            """;
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("beacon").Process(Looks));
        await server.DepositAsync("beacon", """{"ref":"INC-7","summary":"found"}""");
        await server.Part<Parley.Server.Repository.Projector>().CatchUpAsync(Token);

        JsonElement output = (await EndAsync(server, await StartAsync(server, "looks", """{"case":"INC-7"}"""))).GetProperty("output");

        Assert.Equal("found", Text(Assert.Single(output.GetProperty("results").EnumerateArray()).GetProperty("attributes"), "summary"));
    }

    [Fact]
    public async Task AskPerson_GivesATask_AndGoesOnWithTheAnswer_AlsoAfterARestart()
    {
        const string Asks = """
            document: { dsl: '1.0.0', namespace: test, name: asks, version: '1.0.0' }
            do:
              - decide:
                  call: ask-person:1.0.0@default
                  with:
                    title: Licence for ${ .applicant }
                    group: supervisor
                    form: { type: object, required: [granted], properties: { granted: { type: boolean } } }
                    due: { workingDays: 5 }
            """;
        Estate estate = NewEstate().Process(Asks);
        string root;
        string id;
        await using (TestServer server = await TestServer.StartAsync(estate))
        {
            root = server.Root;
            id = await StartAsync(server, "asks", """{"applicant":"A. Sample"}""");
            await TaskAsync(server, id);
            await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("pending").GetInt32() == 0);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        TaskRow task = await TaskAsync(again, id);
        await again.Part<HumanTasks>().CompleteAsync(
            task.Id, new TaskActor("person:0f3a", "person:0f3a", null, "wexshire"), JqValue.FromMembers([new("granted", JqValue.True)]), null, Token);

        JsonElement ended = await EndAsync(again, id);
        Assert.Equal("Licence for A. Sample", task.Title);
        Assert.True(ended.GetProperty("output").GetProperty("granted").GetBoolean());
    }

    [Fact]
    public async Task AskPerson_OfAProcessThatIsCancelled_IsTakenBack()
    {
        const string Asks = """
            document: { dsl: '1.0.0', namespace: test, name: asks, version: '1.0.0' }
            do:
              - decide: { call: 'ask-person:1.0.0@default', with: { title: Look at this, group: supervisor } }
            """;
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Asks));
        string id = await StartAsync(server, "asks", "{}");
        TaskRow task = await TaskAsync(server, id);
        await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("pending").GetInt32() == 0);

        await server.PostAsync($"/v1/processes/instances/{id}/cancel", "{}");
        await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("pending").GetInt32() == 0);

        Assert.Equal(HumanTaskStatus.Cancelled, (await server.Part<Store>().Reader.TaskAsync(task.Id, Token))!.Status);
    }

    [Fact]
    public async Task WaitWorkingDays_PassesOverWeekendsAndBankHolidays()
    {
        const string Waits = """
            document: { dsl: '1.0.0', namespace: test, name: days, version: '1.0.0' }
            do:
              - rest: { call: 'wait-working-days:1.0.0@default', with: { days: 2, from: '${ .from }' } }
            """;
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Waits), change: o => o with { Time = time });
        DateTimeOffset monday = time.GetUtcNow().Date.AddDays(((int)DayOfWeek.Monday - (int)time.GetUtcNow().DayOfWeek + 7) % 7);

        string id = await StartAsync(server, "days", $$"""{"from":"{{monday.AddDays(4):yyyy-MM-dd'T'09:00:00'Z'}}"}""");
        ProcessTimerRow timer = Assert.Single(await server.Part<Store>().Reader.ProcessTimersAsync(0, 0, long.MaxValue, 10, Token));
        DateTimeOffset due = Clock.Moment(timer.Due);
        time.Advance(due - time.GetUtcNow());
        JsonElement ended = await EndAsync(server, id);

        Assert.True(due.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && due > monday.AddDays(7), $"{due:O}");
        Assert.Equal("completed", Text(ended, "status"));
    }

    [Fact]
    public async Task Schedule_StartsEachTimeItsIntervalHasPassed()
    {
        ManualTime time = new();
        string hourly = Child.Replace("do:", "schedule: { every: PT1H }\ndo:", StringComparison.Ordinal).Replace(".n * 2", "1", StringComparison.Ordinal);
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(hourly), change: o => o with { Time = time });
        await ScheduledAsync(server);

        time.Advance(TimeSpan.FromMinutes(61));
        await server.UntilAsync("/v1/processes/instances", l => l.GetProperty("instances").GetArrayLength() == 1);
        time.Advance(TimeSpan.FromMinutes(60));
        JsonElement list = await server.UntilAsync("/v1/processes/instances", l => l.GetProperty("instances").GetArrayLength() == 2);

        Assert.All(list.GetProperty("instances").EnumerateArray(), i => Assert.Equal("child", Text(i, "process")));
    }

    [Fact]
    public async Task Exchange_ThatIsErased_TakesWhatInstancesHoldOfItAlong_AndNoOther()
    {
        const string OnIncident = """
            document: { dsl: '1.0.0', namespace: test, name: on-incident, version: '1.0.0' }
            schedule: { on: { one: { with: { type: parley.exchange.Incident } } } }
            do:
              - ask: { run: { workflow: { namespace: test, name: keeper, version: latest, input: { subject: '${ .[0].subject }', data: '${ .[0].data }' } } } }
              - more: { if: '${ .subject == "INC-2" }', wait: PT1H }
            """;
        const string Keeper = """
            document: { dsl: '1.0.0', namespace: test, name: keeper, version: '1.0.0' }
            do:
              - keep: { set: { subject: '${ .subject }', data: '${ .data }' } }
            """;
        await using TestServer server = await TestServer.StartAsync(NewEstate().System("beacon").Process(OnIncident).Process(Keeper));
        await server.UntilAsync("/v1/processes", p => p.GetProperty("processes").GetArrayLength() == 2);
        await WaitForFollowerAsync(server);
        string first = (await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"ended"}""")).Exchange;
        string ended = await OnlyAsync(server, "on-incident", "completed", 1);
        string second = (await server.DepositAsync("beacon", """{"ref":"INC-2","summary":"runs on"}""")).Exchange;
        string running = await OnlyAsync(server, "on-incident", "waiting", 1);
        string child = await OnlyAsync(server, "keeper", "completed", 2);
        await server.UntilAsync($"/v1/processes/instances/{child}", i => i.GetProperty("pending").GetInt32() == 0);

        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{second}/erase", """{"reason":"entered against the wrong person"}""")).Status);
        JsonElement given = await server.UntilAsync($"/v1/processes/instances/{running}", i => i.TryGetProperty("contentErased", out _));
        JsonElement run = await server.UntilAsync($"/v1/processes/instances/{child}", i => i.TryGetProperty("contentErased", out _));

        Assert.Equal(("cancelled", "completed"), (Text(given, "status"), Text(run, "status")));
        Assert.StartsWith($"{second} was erased", Text(given, "contentErasedWhy"), StringComparison.Ordinal);
        Assert.False(given.TryGetProperty("output", out _) || given.TryGetProperty("input", out _) || given.TryGetProperty("history", out _));
        Assert.True(PublicId.TryParse('p', running, out long key));
        Store store = server.Part<Store>();
        ProcessRow row = (await store.Reader.ProcessAsync(key, Token))!;
        Assert.Null(store.Keys.Find(row.Key));
        Assert.Empty(await store.Reader.ProcessTimersAsync(0, 0, long.MaxValue, 10, Token));
        Assert.Single(await store.Reader.ProcessEventsAfterAsync(0, 10, Token));
        Assert.Contains(await EntriesAsync(server), e => e.Action == LedgerAction.Erasure && e.Outcome == $"process on-incident {running} erased");

        JsonElement kept = (await server.GetAsync($"/v1/processes/instances/{ended}")).Json;
        Assert.True(!kept.TryGetProperty("contentErased", out _) && kept.TryGetProperty("output", out _));
        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{first}/erase", """{"reason":"entered against the wrong person"}""")).Status);
        Assert.True((await server.GetAsync($"/v1/processes/instances/{ended}")).Json.TryGetProperty("contentErased", out _));
    }

    [Fact]
    public async Task Instance_ThatEndedLongAgo_LosesItsContent_AndStaysInTheList()
    {
        ManualTime time = new();
        Estate estate = NewEstate().Process(Child).Process(Waits);
        estate.Processes = estate.Processes with { KeepEnded = TimeSpan.FromDays(30) };
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });
        string old = await StartAsync(server, "child", """{"n":1}""");
        string waits = await StartAsync(server, "waits", """{"case":"WX-1"}""");
        await EndAsync(server, old);
        time.Advance(TimeSpan.FromDays(29));
        string young = await StartAsync(server, "child", """{"n":2}""");
        await EndAsync(server, young);
        await server.Part<ProcessEraser>().EraseOldAsync(Token);
        Assert.False((await server.GetAsync($"/v1/processes/instances/{old}")).Json.TryGetProperty("contentErased", out _));

        time.Advance(TimeSpan.FromDays(2));
        JsonElement gone = await server.UntilAsync($"/v1/processes/instances/{old}", i => i.TryGetProperty("contentErased", out _));

        Assert.False(gone.TryGetProperty("output", out _));
        Assert.Equal("completed", Text(gone, "status"));
        Assert.Equal(4, (await server.GetAsync($"/v1/processes/instances/{young}")).Json.GetProperty("output").GetProperty("n").GetInt32());
        Assert.Equal("waiting", Text((await server.GetAsync($"/v1/processes/instances/{waits}")).Json, "status"));
        Assert.Equal(409, (await server.PostAsync($"/v1/processes/instances/{old}/resume", "{}")).Status);
    }

    [Fact]
    public async Task Acts_AreInTheLedger_WithWhoAndWhy_AndWithoutContent()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate().Process(Waits));
        string id = await StartAsync(server, "waits", """{"case":"WX-SECRET"}""");
        foreach (string act in (string[])["suspend", "suspend", "resume", "cancel"])
        {
            await server.CallAsync(HttpMethod.Post, $"/v1/processes/instances/{id}/{act}", request =>
            {
                request.Headers.Authorization = new("Bearer", Estate.OperatorKey);
                request.Headers.Add("Parley-Reason", "because of " + act);
                request.Content = new StringContent("{}");
            });
        }

        List<LedgerEntry> acts = [.. (await EntriesAsync(server)).Where(e => e.Outcome?.StartsWith($"process waits {id} ", StringComparison.Ordinal) == true)];

        Assert.Equal(["started", "suspended", "resumed", "cancelled"], acts.Select(e => e.Outcome!.Split(' ')[^1]));
        Assert.Equal([null, "because of suspend", "because of resume", "because of cancel"], acts.Select(e => e.Reason));
        Assert.All(acts, e => Assert.Equal((LedgerAction.Authority, "operator:op"), (e.Action, e.Actor)));
        Assert.DoesNotContain(acts, e => e.ToString().Contains("WX-SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Definition_RemovedByAReload_StartsNothing_AndItsInstancesGoOn()
    {
        Estate estate = NewEstate().Process(Waits);
        await using TestServer server = await TestServer.StartAsync(
            estate, change: o => o with { Reload = _ => Task.FromResult(new ReloadedWorkspace(estate.WithoutProcesses().Build("v2"), [])) });
        string id = await StartAsync(server, "waits", """{"case":"WX-1"}""");

        Assert.True((await server.Part<WorkspaceHost>().ReloadAsync(Token)).Taken);
        Assert.Equal(404, (await server.PostAsync("/v1/processes/waits/instances", "{}")).Status);
        await PublishAsync(server, "WX-1");

        Assert.Equal("completed", Text(await EndAsync(server, id), "status"));
    }

    private static async Task<string> OnlyAsync(TestServer server, string process, string status, int count)
    {
        JsonElement list = await server.UntilAsync(
            $"/v1/processes/instances?process={process}&status={status}", l => l.GetProperty("instances").GetArrayLength() == count);
        return Text(list.GetProperty("instances")[0], "instance");
    }

    private static async Task<List<LedgerEntry>> EntriesAsync(TestServer server)
    {
        Store store = server.Part<Store>();
        EntryReader reader = new();
        List<LedgerEntry> entries = [];
        await foreach ((_, byte[] bytes) in store.Ledger.EntriesAsync(0, store.LedgerHead, Token))
        {
            entries.Add(reader.Read(bytes)!);
        }

        return entries;
    }

    private static Task<TaskRow> TaskAsync(TestServer server, string instance) =>
        Poll.UntilThereAsync(() => server.Part<Store>().Reader.TaskAsync("process", $"{instance}:/do/0/decide", TestContext.Current.CancellationToken));

    private static Task WaitForFollowerAsync(TestServer server) => CursorAsync(server, "process-exchanges");

    private static Task ScheduledAsync(TestServer server) => CursorAsync(server, "process-schedule:child");

    /// <summary>An instance is let go of a moment after it can be read how it ended.</summary>
    private static void AssertNoneInMemory(TestServer server) =>
        Assert.True(SpinWait.SpinUntil(() => server.Part<ProcessRunner>().Live == 0, TimeSpan.FromSeconds(30)));

    private static Task CursorAsync(TestServer server, string name) =>
        Poll.UntilAsync(async () => await server.Part<Store>().Reader.CursorAsync(name, TestContext.Current.CancellationToken) is not null);

    internal static async Task<StubRecipient> Echo()
    {
        StubRecipient stub = await StubRecipient.StartAsync();
        stub.Answer = (request, context) =>
        {
            context.Response.ContentType = "application/json";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, request.Body);
        };
        return stub;
    }

    internal static async Task<string> StartAsync(TestServer server, string process, string input)
    {
        TestServer.Answer answer = await server.PostAsync($"/v1/processes/{process}/instances", input);
        Assert.True(answer.Status == 201, answer.Text);
        return Text(answer.Json, "instance");
    }

    internal static Task<JsonElement> EndAsync(TestServer server, string id) =>
        server.UntilAsync($"/v1/processes/instances/{id}", i => Text(i, "status") is "completed" or "faulted" or "cancelled" or "parked");

    internal static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    internal static async Task PublishAsync(TestServer server, string of)
    {
        string id = Random.Shared.NextInt64().ToString(CultureInfo.InvariantCulture);
        TestServer.Answer answer = await server.PostAsync(
            "/v1/processes/events", $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/test","type":"example.decided","data":{"case":"{{{of}}}"}}""");
        Assert.Equal(202, answer.Status);
    }

    private static Task<TestServer.Answer> StartAsync(TestServer server, string process, string input, string key) => server.CallAsync(
        HttpMethod.Post,
        $"/v1/processes/{process}/instances",
        request =>
        {
            request.Headers.Authorization = new("Bearer", Estate.OperatorKey);
            request.Headers.Add("Idempotency-Key", key);
            request.Content = new StringContent(input);
        });

    private Estate NewEstate(StubRecipient? stub = null) => new()
    {
        Storage = Storage(),
        Processes = new ProcessRules { Calls = stub is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["stub"] = stub.Address.ToString() } },
    };
}
