using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Processes;

/// <summary>The specification's lifecycle events of instances, as operators follow them.</summary>
public class LifecycleTests
{
    private const string Events = "/v1/processes/events";
    private const string Prefix = "io.serverlessworkflow.workflow.";

    private const string Waits = """
        document: { dsl: '1.0.0', namespace: test, name: waits, version: '1.0.0' }
        do:
          - decision:
              listen: { to: { one: { with: { type: example.decided } } } }
          - secret: { set: { word: WX-SECRET } }
        """;

    private const string Fails = """
        document: { dsl: '1.0.0', namespace: test, name: fails, version: '2.0.0' }
        do:
          - no: { raise: { error: { type: https://example.com/no, status: 400, title: WX-SECRET } } }
        """;

    private protected virtual StorageDefinition Storage() => new("sqlite", "store.db", null);

    [Fact]
    public async Task Page_HasATypeAndALinkInTheOrderOfWhatHappened_AndNoData()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string waits = await ProcessTests.StartAsync(server, "waits", "{}");
        await server.PostAsync($"/v1/processes/instances/{waits}/suspend", "{}");
        await server.PostAsync($"/v1/processes/instances/{waits}/resume", "{}");
        await ProcessTests.PublishAsync(server, "WX-1");
        await ProcessTests.EndAsync(server, waits);
        string fails = await ProcessTests.StartAsync(server, "fails", "{}");
        await ProcessTests.EndAsync(server, fails);

        TestServer.Answer all = await server.GetAsync(Events);
        TestServer.Answer some = await server.GetAsync($"{Events}?process=waits&limit=2");
        TestServer.Answer rest = await server.GetAsync($"{Events}?process=waits&after={Text(some.Json, "next")}");

        JsonElement[] found = [.. all.Json.GetProperty("events").EnumerateArray()];
        Assert.Equal(
            ["started", "correlation-started", "suspended", "resumed", "correlation-completed", "completed", "started", "faulted"],
            found.Select(e => Text(e, "type")[Prefix.Length..^3]));
        Assert.Equal(("1.0", "/processes/test/waits", waits, "1.0.0"), (Text(found[0], "specversion"), Text(found[0], "source"), Text(found[0], "subject"), Text(found[0], "processversion")));
        Assert.Equal(200, (await server.GetAsync(Text(found[0], "link"))).Status);
        Assert.Equal(found.Length, found.Select(e => Text(e, "id")).Distinct().Count());
        Assert.DoesNotContain(found, e => e.TryGetProperty("data", out _));
        Assert.DoesNotContain("WX-SECRET", all.Text, StringComparison.Ordinal);
        Assert.Equal(6, some.Json.GetProperty("events").GetArrayLength() + rest.Json.GetProperty("events").GetArrayLength());
        Assert.Empty((await server.GetAsync($"{Events}?after={Text(all.Json, "next")}")).Json.GetProperty("events").EnumerateArray());
    }

    [Theory]
    [InlineData(Events)]
    [InlineData("/v1/processes/instances")]
    public async Task Process_ThatThereNeverWas_IsAMistypedName_AndNotAnEmptyList(string path)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());

        TestServer.Answer answer = await server.GetAsync($"{path}?process=wait");

        Assert.Equal((400, "query: process"), (answer.Status, Text(answer.Json, "place")));
        Assert.Contains("did you mean 'waits'?", answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await server.GetAsync($"{path}?process=waits")).Status);
    }

    [Fact]
    public async Task Stream_GoesOnWithWhatHappensNow_AndIsForOperators()
    {
        Estate estate = NewEstate();
        estate.System("beacon");
        await using TestServer server = await TestServer.StartAsync(estate);
        await ProcessTests.EndAsync(server, await ProcessTests.StartAsync(server, "fails", "{}"));
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, Events);
        request.Headers.Authorization = new("Bearer", Estate.OperatorKey);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(": from here on", await LineAsync(reader));

        string id = await ProcessTests.StartAsync(server, "waits", "{}");
        string line = "";
        while (!line.StartsWith("event:", StringComparison.Ordinal))
        {
            line = await LineAsync(reader);
        }

        Assert.Equal($"event: {Prefix}started.v1", line);
        Assert.Contains($"\"subject\":\"{id}\"", await LineAsync(reader), StringComparison.Ordinal);
        Assert.Equal(403, (await server.GetAsync(Events, Estate.KeyOf("beacon"))).Status);
        Assert.Equal(400, (await server.GetAsync(Events + "?after=odd")).Status);
        Assert.Equal(400, (await server.GetAsync(Events + "?limit=0")).Status);
    }

    private static async Task<string> LineAsync(StreamReader reader)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        return await reader.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The stream has ended.");
    }

    private static string Text(JsonElement element, string name) => ProcessTests.Text(element, name);

    private Estate NewEstate() => new Estate { Storage = Storage() }.Process(Waits).Process(Fails);
}
