using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Processes;

/// <summary>Processes that ask systems live.</summary>
public sealed class AskTests
{
    private const string Process = """
        document: { dsl: '1.0.0', namespace: test, name: asks, version: '1.0.0' }
        do:
          - all:
              call: ask:1.0.0@default
              with: { system: [beacon, records], query: { familyName: '${ .name }', types: [Person] }, deadline: PT10S, reason: log 77 }
              output: { as: '${ { known: [.results[].attributes.givenNames[0]], outcomes: [.live.systems[] | [.system, .outcome]] } }' }
              export: { as: . }
          - one:
              try:
                - ask: { call: 'ask:1.0.0@default', with: { system: records, query: { familyName: Smyth }, deadline: 10 } }
              catch:
                as: error
                do:
                  - say: { set: { status: '${ $error.status }', type: '${ $error.type | split("/") | last }', detail: '${ $error.detail }' } }
          - end: { set: { all: '${ $context }', one: '${ . }' } }
        """;

    [Fact]
    public async Task SeveralSystems_AreSaidOneByOne_AndOneThatFailsIsAnErrorToCatch()
    {
        await using StubRecipient good = await StubRecipient.StartAsync();
        await using StubRecipient bad = await StubRecipient.StartAsync();
        good.Answer = (_, context) =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"found":[{"records":[{"id":"p","type":"Person","attributes":{"reference":"P-1","givenNames":["Jon"],"familyName":"Smyth"}}],"links":[]}]}""");
        };
        bad.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        Estate estate = new Estate().System("beacon", IssuePolicy.Reject, "bundle").System("records", IssuePolicy.Reject, "bundle")
            .Answers("beacon", good.Address).Answers("records", bad.Address).Process(Process);
        await using TestServer server = await TestServer.StartAsync(estate);

        string id = (await server.PostAsync("/v1/processes/asks/instances", """{"name":"Smyth"}""")).Json.GetProperty("instance").GetString()!;
        JsonElement ended = await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("status").GetString() is "completed" or "faulted");

        Assert.True(ended.GetProperty("status").GetString() == "completed", ended.GetRawText());
        JsonElement output = ended.GetProperty("output");
        Assert.Equal("""{"known":["Jon"],"outcomes":[["beacon","answered"],["records","failed"]]}""", JsonSerializer.Serialize(output.GetProperty("all")));
        Assert.Equal(("communication", 500), (output.GetProperty("one").GetProperty("type").GetString(), output.GetProperty("one").GetProperty("status").GetInt32()));
        Assert.StartsWith("records: ASK103", output.GetProperty("one").GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal($"log 77 (process test/asks:1.0.0 {id})", good.Requests[0].Headers["X-Reason"]);
    }

    [Theory]
    [InlineData("{ system: 5, query: { familyName: Smyth } }", "'system'")]
    [InlineData("{ system: [], query: { familyName: Smyth } }", "'system'")]
    [InlineData("{ system: beacon, query: { surname: Smyth } }", "surname")]
    [InlineData("{ system: beacon, query: { familyName: Smyth }, deadline: soon }", "'deadline'")]
    [InlineData("{ system: beacon, query: { familyName: Smyth }, deadline: PT5M }", "'deadline'")]
    public async Task QuestionThatIsNotUnderstood_IsAValidationError(string with, string says)
    {
        Estate estate = new Estate().System("beacon", IssuePolicy.Reject, "bundle").Process(
            $"document: {{ dsl: '1.0.0', namespace: test, name: asks, version: '1.0.0' }}\ndo:\n  - ask: {{ call: 'ask:1.0.0@default', with: {with} }}\n");
        await using TestServer server = await TestServer.StartAsync(estate);

        string id = (await server.PostAsync("/v1/processes/asks/instances", "{}")).Json.GetProperty("instance").GetString()!;
        JsonElement ended = await server.UntilAsync($"/v1/processes/instances/{id}", i => i.GetProperty("status").GetString() is "completed" or "faulted");

        Assert.Equal("faulted", ended.GetProperty("status").GetString());
        Assert.EndsWith("/validation", ended.GetProperty("error").GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains(says, ended.GetProperty("error").GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
