using System.Globalization;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Processes;
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
        Assert.Equal(0, server.Part<ProcessRunner>().Live);
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
