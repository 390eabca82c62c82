using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class ProcessTests
{
    private const string Head = "document: { dsl: '1.0.0', namespace: test, name: sample, version: '1.0.0' }\n";

    [Fact]
    public async Task Check_SoundAndFaultyFiles_SaysEveryFaultWithItsPlace()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("good.yaml", Head + "do:\n  - a: { set: { n: 1 } }\n")
            .With("bad.yaml", Head + "do:\n  - a: { run: { shell: { command: ls } } }\n  - b: { set: { n: '${ . + }' } }\n");

        ParleyProcess good = await RunAsync(folder, "check", "good.yaml");
        ParleyProcess bad = await RunAsync(folder, "check", "good.yaml", "bad.yaml");
        ParleyProcess json = await RunAsync(folder, "check", "bad.yaml", "--json");

        Assert.Equal((0, 1, 1), (good.ExitCode, bad.ExitCode, json.ExitCode));
        Assert.Contains("bad.yaml:3:24: error PRC002", bad.Error, StringComparison.Ordinal);
        Assert.Contains("bad.yaml:4:20: error PRC005", bad.Error, StringComparison.Ordinal);
        Assert.Equal(["PRC002", "PRC005"], json.Json["issues"]!.AsArray().Select(i => (string?)i!["code"]));
    }

    [Fact]
    public async Task Run_WithTrace_WritesOutputAndTasks()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("p.yaml", Head + "do:\n  - a: { set: { n: '${ .n + 1 }' } }\n  - w: { wait: P30D }\n  - b: { set: { n: '${ .n * 2 }' } }\n");

        ParleyProcess run = await RunAsync(folder, "run", "p.yaml", "--input", "{\"n\":1}", "--trace");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, (int)run.Json["n"]!);
        Assert.Equal(["/do/0/a", "/do/1/w", "/do/2/b"], Lines(run.Error));
    }

    [Fact]
    public async Task Run_ThatFaults_WritesTheErrorAndEndsWithFive()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("p.yaml", Head + "do:\n  - bad: { raise: { error: { type: 'https://x.example/e', status: 409, title: No } } }\n");

        ParleyProcess run = await RunAsync(folder, "run", "p.yaml");

        Assert.Equal(5, run.ExitCode);
        Assert.Equal("{\"type\":\"https://x.example/e\",\"status\":409,\"instance\":\"/do/0/bad\",\"title\":\"No\"}", run.Json.ToJsonString());
    }

    [Theory]
    [InlineData("charged", 0)]
    [InlineData("returned", 5)]
    public async Task Run_TheSamplesArrestToFile_EndsAsTheProsecutionDecides_AndWithdrawsAFileThatCameBack(string outcome, int exitCode)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("events.json", $$$"""
            [
              {"specversion":"1.0","id":"d-1","source":"/cps","type":"example.cps.decision.charging","data":{"urn":"88WX0000126","outcome":"{{{outcome}}}"}},
              {"specversion":"1.0","id":"x-2","source":"/systems/casewright","type":"parley.exchange.Case","correlation":"x-1","subject":"C-9",
               "data":{"records":[{"id":"1","type":"Case","attributes":{"reference":"C-9","urn":"88WX0000126"}}]}}
            ]
            """);
        string file = Path.Combine(Repository.Root, "samples", "wexshire", "workspace", "processes", "arrest-to-file.yaml");

        ParleyProcess run = await RunAsync(
            folder, "run", file, "--input", "[{\"subject\":\"CUS-1\",\"correlation\":\"x-1\"}]", "--events", "events.json", "--trace");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(outcome == "returned", Lines(run.Error).Contains("/use/functions/withdrawFile"));
        Assert.Equal(outcome == "charged" ? "C-9" : "409", (run.Json["case"] ?? run.Json["status"])!.ToString());
    }

    [Theory]
    [InlineData(true, "found")]
    [InlineData(false, "goes on")]
    public async Task Run_TheSamplesMissingPerson_EndsWithWhoFoundHerOrWithAPersonsWord(bool isFound, string outcome)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("report.json", """
                [{"subject":"MP-20260402-0007","data":{
                  "records":[
                    {"id":"#0","type":"MissingPersonReport","attributes":{"reference":"MP-20260402-0007","risk":"high"}},
                    {"id":"p1","type":"Person","attributes":{"familyName":"Llanfairly","dateOfBirth":"2011-09-17"}}],
                  "links":[{"from":"p1","role":"missing-in","to":"#0"}]}}]
                """)
            .With("events.json", isFound
                ? """[{"type":"example.northmoor.missing-person.found","data":{"report":"MP-0"}},{"type":"example.northmoor.missing-person.found","data":{"report":"MP-20260402-0007"}}]"""
                : "[]")
            .With("answers.json", """
                {
                  "askBothForces":{"results":[{"type":"Person","system":"ledgerline","links":[{"role":"suspect-in"}],"attributes":{}}],
                    "live":{"systems":[{"system":"natfeed","outcome":"waiting"},{"system":"ledgerline","outcome":"answered"}]}},
                  "decide":{"tell":true,"why":"seen on a bus to Northmoor"},
                  "review":{"outcome":"goes on"}
                }
                """);
        string file = Path.Combine(Repository.Root, "samples", "wexshire", "workspace", "processes", "missing-person.yaml");

        ParleyProcess run = await RunAsync(folder, "run", file, "--input", "@report.json", "--events", "events.json", "--answers", "answers.json", "--trace");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(
            $$"""{"report":"MP-20260402-0007","outcome":"{{outcome}}","by":"{{(isFound ? "northmoor" : "wexshire")}}","northmoorTold":true}""", run.Json.ToJsonString());
        Assert.Contains("/do/3/tell", Lines(run.Error));
        Assert.Equal(!isFound, Lines(run.Error).Any(l => l.EndsWith("/review", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_HostThatIsNotAllowed_IsNotCalled()
    {
        await using AnsweringServer server = new(_ => (200, "{\"ok\":true}"));
        string host = new Uri(server.Address).Authority;
        using TemporaryFolder folder = new TemporaryFolder().With("p.yaml", Head + $$"""
            use: { secrets: [word] }
            do:
              - get: { call: http, with: { method: post, endpoint: { uri: '{{server.Address}}/x/{n}', authentication: { bearer: { token: '${ $secrets.word }' } } }, body: { a: 1 } } }
            """);

        ParleyProcess refused = await RunAsync(folder, "run", "p.yaml");
        int before = server.Requests.Count;
        ParleyProcess noSecret = await RunAsync(folder, "run", "p.yaml", "--allow-host", host);
        int without = server.Requests.Count;
        ParleyProcess allowed = await ParleyProcess.RunInAsync(
            folder.Path, null, new Dictionary<string, string> { ["WORD"] = "open" }, "process", "run", "p.yaml", "--input", "{\"n\":7}", "--allow-host", host, "--secret", "word=env:WORD");

        Assert.Equal((5, 403, 0), (refused.ExitCode, (int)refused.Json["status"]!, before));
        Assert.Equal((5, 403, 0), (noSecret.ExitCode, (int)noSecret.Json["status"]!, without));
        Assert.Equal(0, allowed.ExitCode);
        Assert.Equal(("/x/7", "Bearer open", "application/json", "{\"a\":1}"), Assert.Single(server.Requests));
    }

    [Fact]
    public async Task Run_OpenApiOverHttp_CallsTheOperation()
    {
        await using AnsweringServer server = new(path => path == "/api.json"
            ? (200, """{"openapi":"3.0.0","paths":{"/v/{id}":{"get":{"operationId":"one","parameters":[{"name":"id","in":"path"}]}}}}""")
            : (200, $$"""{"path":"{{path}}"}"""));
        using TemporaryFolder folder = new TemporaryFolder().With("p.yaml", Head + $$"""
            do:
              - get: { call: openapi, with: { document: { endpoint: '{{server.Address}}/api.json' }, operationId: one, parameters: { id: '${ .n }' } } }
            """);

        ParleyProcess run = await RunAsync(folder, "run", "p.yaml", "--input", "{\"n\":7}", "--allow-host", new Uri(server.Address).Authority);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("/v/7", (string?)run.Json["path"]);
    }

    [Fact]
    public async Task Run_EventsAnswersAndChildren_ComeFromFiles()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("events.json", """[{"type":"other"},{"type":"charged","data":{"with":"theft"}}]""")
            .With("answers.json", """{"ask":{"agreed":true}}""")
            .With("child.yaml", "document: { dsl: '1.0.0', namespace: test, name: child, version: '1.0.0' }\ndo:\n  - hear: { listen: { to: { one: { with: { type: charged } } } } }\n")
            .With("p.yaml", Head + """
                do:
                  - child: { run: { workflow: { namespace: test, name: child, version: latest } }, export: { as: '{ heard: . }' } }
                  - ask: { call: 'ask-person:1.0.0@default', with: { title: Charge, group: custody } }
                output: { as: '. + $context' }
                """);

        ParleyProcess run = await RunAsync(folder, "run", "p.yaml", "--with", "child.yaml", "--events", "events.json", "--answers", "answers.json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("{\"agreed\":true,\"heard\":[{\"with\":\"theft\"}]}", run.Json.ToJsonString());
    }

    [Fact]
    public async Task Run_WaitsForWhatCannotCome_EndsWithSix()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("p.yaml", Head + "do:\n  - hear: { listen: { to: { one: { with: { type: never } } } } }\n");

        ParleyProcess run = await RunAsync(folder, "run", "p.yaml");

        Assert.Equal((6, ""), (run.ExitCode, run.Output));
        Assert.Contains("/do/0/hear", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CommandLineThatIsWrong_EndsWithTwo()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("p.yaml", Head + "do:\n  - a: { set: { n: 1 } }\n");

        Assert.Equal(2, (await RunAsync(folder, "run", "gone.yaml")).ExitCode);
        Assert.Equal(2, (await RunAsync(folder, "run", "p.yaml", "--input", "{")).ExitCode);
        Assert.Equal(2, (await RunAsync(folder, "run", "p.yaml", "--secret", "word=open")).ExitCode);
    }

    [Fact]
    public async Task Draw_WithATrace_MarksThePath()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("p.yaml", Head + "do:\n  - a: { set: { n: 1 } }\n  - b: { set: { n: 2 } }\n")
            .With("path.txt", "/do/0/a\n");

        ParleyProcess drawn = await RunAsync(folder, "draw", "p.yaml", "--trace", "path.txt");

        Assert.Equal(0, drawn.ExitCode);
        Assert.StartsWith("<svg", drawn.Output, StringComparison.Ordinal);
        Assert.Single(drawn.Output.Split("box ran").Skip(1));
    }

    private static Task<ParleyProcess> RunAsync(TemporaryFolder folder, params string[] args) =>
        ParleyProcess.RunInAsync(folder.Path, null, new Dictionary<string, string>(), ["process", .. args]);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
