using System.Text.Json;
using Parley.Server.Replays;
using Parley.Server.Storage;
using Parley.Server.Tests.Processes;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Replays;

/// <summary>Changed workspaces beside live traffic.</summary>
public class LiveShadowTests
{
    private const string Shadows = "/v1/replays/shadows";

    private const string Calls = """
        document: { dsl: '1.0.0', namespace: test, name: calls, version: '1.0.0' }
        do:
          - first:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/first" }', body: { n: 1 } }
          - second:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.stub + "/second" }', body: '${ . }' }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The store as parley.yaml names it; each test has one of its own.</summary>
    private protected virtual string NewStore() => "sqlite: store.db";

    [Fact]
    public async Task Exchanges_ThatComeAfterTheStart_AreRunBeside_AndWhatIsOtherwiseIsKeptUntilItIsErased()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), TestServer.NewFolder());
        await server.DepositAsync("beacon", DeskEstate.Good.Replace("WX-1", "WX-0", StringComparison.Ordinal));
        string changed = ReplayEstate.Incident.Replace("familyName: name, ", "", StringComparison.Ordinal);
        string id = await StartAsync(server, "systems/beacon/incident.yaml", changed);

        string exchange = (await server.DepositAsync("beacon", DeskEstate.Good)).Exchange;
        JsonElement shown = await server.UntilAsync($"{Shadows}/{id}", s => Number(s, "differ") == 1);
        TestServer.Answer exchanges = await server.GetAsync("/v1/exchanges");

        JsonElement finding = Assert.Single(shown.GetProperty("findings").EnumerateArray());
        Assert.Equal((exchange, "running", 0, 0), (Text(finding, "exchange"), Text(shown, "state"), Number(shown, "same"), Number(shown, "cannot")));
        Assert.Contains(finding.GetProperty("differences").EnumerateArray(), d => Text(d, "place") == "Person[1].familyName");
        Assert.DoesNotContain("Ash", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, exchanges.Json.GetProperty("exchanges").GetArrayLength());
        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"asked for"}""")).Status);
        JsonElement after = (await server.GetAsync($"{Shadows}/{id}")).Json;
        Assert.Equal((1, 0), (Number(after, "differ"), after.GetProperty("findings").GetArrayLength()));
    }

    [Fact]
    public async Task Shadow_GoesOnFromItsPlaceAfterARestart_AndStopsWhenItIsTold()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        (string root, Dictionary<string, string> files) = (TestServer.NewFolder(), ReplayEstate.Files(records.Address, storage: NewStore()));
        string changed = ReplayEstate.Incident.Replace("familyName: name, ", "", StringComparison.Ordinal);
        string id;
        await using (TestServer first = await ReplayEstate.StartAsync(files, root))
        {
            id = await StartAsync(first, "systems/beacon/incident.yaml", changed);
            await first.DepositAsync("beacon", DeskEstate.Good);
            await first.UntilAsync($"{Shadows}/{id}", s => Number(s, "differ") == 1);
            await first.StopAsync();
        }

        await using TestServer server = await ReplayEstate.StartAsync(files, root);
        await server.DepositAsync("beacon", DeskEstate.Good.Replace("WX-1", "WX-2", StringComparison.Ordinal));
        JsonElement both = await server.UntilAsync($"{Shadows}/{id}", s => Number(s, "differ") == 2);
        TestServer.Answer stopped = await server.PostAsync($"{Shadows}/{id}/stop", """{"reason":"seen enough"}""");
        TestServer.Answer twice = await server.PostAsync($"{Shadows}/{id}/stop", "{}");
        await server.DepositAsync("beacon", DeskEstate.Good.Replace("WX-1", "WX-3", StringComparison.Ordinal));
        await server.Part<LiveShadowFollower>().PassAsync(Token);

        Assert.Equal(2, both.GetProperty("findings").GetArrayLength());
        Assert.Equal((200, "stopped", 409), (stopped.Status, Text(stopped.Json, "state"), twice.Status));
        Assert.Equal(2, Number((await server.GetAsync($"{Shadows}/{id}")).Json, "differ"));
        Assert.Equal(id, Text(Assert.Single((await server.GetAsync(Shadows)).Json.GetProperty("shadows").EnumerateArray()), "shadow"));
        JsonElement[] acts = [.. (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().Where(e => e.GetRawText().Contains(id, StringComparison.Ordinal))];
        Assert.Equal(2, acts.Count(e => e.GetRawText().Contains("live shadow", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Instances_OfAChangedProcess_AreRunBeside_LiveAndRecorded()
    {
        await using StubRecipient stub = await ProcessTests.Echo();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Dictionary<string, string> files = ReplayEstate.Files(records.Address, storage: NewStore());
        files["parley.yaml"] += $"processes: {{ calls: {{ stub: \"{stub.Address}\" }} }}\n";
        files["processes/calls.yaml"] = Calls;
        await using TestServer server = await ReplayEstate.StartAsync(files, TestServer.NewFolder());
        string changed = Calls.Replace("/second", "/third", StringComparison.Ordinal)
            + "\n  - more:\n      call: http\n      with: { method: get, endpoint: '${ $runtime.metadata.calls.stub + \"/more\" }' }\n";
        string id = await StartAsync(server, "processes/calls.yaml", changed);

        string instance = await ProcessTests.StartAsync(server, "calls", "{}");
        await ProcessTests.EndAsync(server, instance);
        JsonElement shown = await server.UntilAsync($"{Shadows}/{id}", s => Number(s, "differ") == 1);
        JsonElement recorded = (await server.PostAsync("/v1/replays/processes/shadow", Change("processes/calls.yaml", changed, $",\"instance\":\"{instance}\""))).Json;
        JsonElement same = (await server.PostAsync("/v1/replays/processes/shadow", Change("processes/calls.yaml", Calls, ""))).Json;

        JsonElement finding = Assert.Single(shown.GetProperty("findings").EnumerateArray());
        string[] found = [.. finding.GetProperty("differences").EnumerateArray().Select(d => $"{Text(d, "what")} {Text(d, "place")}: {Text(d, "was")} -> {Text(d, "now")}")];
        Assert.Equal(instance, Text(finding, "instance"));
        Assert.Equal(
            ["effect /do/1/second (line 6): http -> other http", "effect /do/2/more (line 9):  -> http", "status instance: completed -> waits at /do/2/more", "output instance: value -> "],
            found);
        Assert.Equal(finding.GetProperty("differences").GetRawText(), recorded.GetProperty("instances")[0].GetProperty("differences").GetRawText());
        Assert.Equal((1, 0), (Number(same, "same"), Number(same, "differ")));
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Shadow_IsBounded_InNumberInTimeAndBehind()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        ManualTime time = new();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), TestServer.NewFolder(), time);
        List<string> ids = [];
        for (int i = 0; i < LiveShadows.Most; i++)
        {
            ids.Add(await StartAsync(server, "systems/beacon/incident.yaml", ReplayEstate.Incident, ",\"hours\":1"));
        }

        Assert.Equal(409, (await server.PostAsync(Shadows, Change("systems/beacon/incident.yaml", ReplayEstate.Incident, ""))).Status);
        time.Advance(TimeSpan.FromMinutes(61));
        JsonElement ended = await server.UntilAsync($"{Shadows}/{ids[0]}", s => Text(s, "state") == "stopped");

        Assert.Equal("platform", Text(ended, "endedBy"));
        LiveShadow late = new(
            new LiveShadowRow { Id = 1, State = LiveShadowState.Running, Started = 0, StartedBy = "x", Until = long.MaxValue, Place = 0, Changed = 0, Instance = 0 }, server.Part<WorkspaceHost>().Current.Workspace);
        late.MoveTo(500, 500);
        for (int i = 0; i < LiveShadow.MostStored + 5; i++)
        {
            if (late.Count(null, [new ReplayDifference("status", "exchange", "accepted", "held")]))
            {
                late.Keep(new LiveShadowFindingRow(i, false, i, 0, []));
            }
        }

        Assert.Equal((500, 1005, 1000), (late.Row.Skipped, late.Row.Differ, late.Row.Stored));
    }

    [Fact]
    public async Task Start_OfManyAtOnce_StartsNoMoreThanMayRun()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), TestServer.NewFolder());
        string body = Change("systems/beacon/incident.yaml", ReplayEstate.Incident, "");

        TestServer.Answer[] answers = await Task.WhenAll(Enumerable.Range(0, LiveShadows.Most * 3).Select(_ => server.PostAsync(Shadows, body)));

        Assert.Equal(LiveShadows.Most, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal(409, a.Status));
        Assert.Equal(LiveShadows.Most, (await server.Part<Store>().Reader.RunningLiveShadowsAsync(Token)).Count);
    }

    [Fact]
    public async Task Stop_ThatTheLedgerDoesNotTake_LeavesItRunning()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), TestServer.NewFolder());
        string id = await StartAsync(server, "systems/beacon/incident.yaml", ReplayEstate.Incident);
        Store store = server.Part<Store>();
        await store.WriteAsync(new StatementWork(new Statement("ALTER TABLE ledger_batches RENAME COLUMN entries TO away")), Token);

        TestServer.Answer refused = await server.PostAsync($"{Shadows}/{id}/stop", "{}");
        List<LiveShadowRow> running = await store.Reader.RunningLiveShadowsAsync(Token);
        await store.WriteAsync(new StatementWork(new Statement("ALTER TABLE ledger_batches RENAME COLUMN away TO entries")), Token);
        TestServer.Answer stopped = await server.PostAsync($"{Shadows}/{id}/stop", "{}");

        Assert.Equal((503, id), (refused.Status, PublicId.LiveShadow(Assert.Single(running).Id)));
        Assert.Equal((200, "stopped"), (stopped.Status, Text(stopped.Json, "state")));
    }

    [Fact]
    public async Task Shadow_IsForOperators_AndRefusesWhatIsNotSound()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), TestServer.NewFolder());
        string body = Change("systems/beacon/incident.yaml", ReplayEstate.Incident, "");

        Assert.Equal(403, (await server.PostAsync(Shadows, body, Estate.KeyOf("beacon"))).Status);
        Assert.Equal(403, (await server.GetAsync(Shadows, Estate.KeyOf("beacon"))).Status);
        Assert.Equal(422, (await server.PostAsync(Shadows, Change("systems/beacon/incident.yaml", "translation: beacon-incident\nformat: json\n", ""))).Status);
        Assert.Equal(400, (await server.PostAsync(Shadows, "{}")).Status);
        Assert.Equal(400, (await server.PostAsync(Shadows, Change("systems/beacon/incident.yaml", ReplayEstate.Incident, ",\"hours\":1000"))).Status);
        Assert.Equal(400, (await server.PostAsync(Shadows, Change("systems/beacon/incident.yaml", ReplayEstate.Incident, ",\"system\":\"beacn\""))).Status);
        Assert.Equal(400, (await server.PostAsync(Shadows, Change("systems/beacon/incident.yaml", ReplayEstate.Incident, ",\"process\":\"none\""))).Status);
        TestServer.Answer mistyped = await server.PostAsync(Shadows, Change("systems/beacon/incidnet.yaml", ReplayEstate.Incident, ""));
        Assert.Equal(400, mistyped.Status);
        Assert.Contains("did you mean 'systems/beacon/incident.yaml'?", mistyped.Text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(404, (await server.GetAsync($"{Shadows}/w-0000000000000")).Status);
        Assert.Equal(404, (await server.PostAsync($"{Shadows}/w-0000000000000/stop", "{}")).Status);
        Assert.Equal(400, (await server.GetAsync($"{Shadows}?after=odd")).Status);
    }

    private static async Task<string> StartAsync(TestServer server, string file, string text, string more = "")
    {
        TestServer.Answer answer = await server.PostAsync(Shadows, Change(file, text, more));
        Assert.True(answer.Status == 201, answer.Text);
        return Text(answer.Json, "shadow");
    }

    private static string Change(string file, string text, string more) => $$"""{"file":"{{file}}","text":{{JsonSerializer.Serialize(text)}}{{more}}}""";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
