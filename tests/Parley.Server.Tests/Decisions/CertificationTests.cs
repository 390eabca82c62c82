using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Decisions;

/// <summary>
/// The eight decisions that the certification scenario of the AuthZEN Authorization API 1.0 asks a decision point to be set up for, set up as a workspace would.
/// </summary>
public sealed class CertificationTests
{
    [Theory]
    [InlineData("alice", "{}", "read", "{}", "record-1", "{}", true)]
    [InlineData("alice", "{}", "write", "{}", "record-1", "{}", true)]
    [InlineData("bob", "{}", "read", "{}", "record-1", "{}", true)]
    [InlineData("bob", "{}", "write", "{}", "record-1", "{}", false)]
    [InlineData("alice", "{}", "write", "{}", "record-2", """{"status":"archived"}""", false)]
    [InlineData("bob", """{"role":"admin"}""", "write", "{}", "record-2", """{"status":"archived"}""", true)]
    [InlineData("alice", "{}", "delete", """{"soft":true}""", "record-1", "{}", true)]
    [InlineData("alice", "{}", "delete", """{"soft":false}""", "record-1", "{}", false)]
    [InlineData("mallory", """{"role":"manager"}""", "read", "{}", "record-1", "{}", false)]
    public async Task Rules_DecideAsTheScenarioAsks(string subject, string of, string action, string how, string resource, string status, bool expected)
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());

        TestServer.Answer answer = await server.PostAsync(
            "/access/v1/evaluation",
            $$$"""{"subject":{"type":"user","id":"{{{subject}}}","properties":{{{of}}}},"action":{"name":"{{{action}}}","properties":{{{how}}}},"resource":{"type":"record","id":"{{{resource}}}","properties":{{{status}}}}}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(expected, answer.Json.GetProperty("decision").GetBoolean());
    }

    [Fact]
    public async Task Defaults_AreReplacedWhole_ButForTypeAndId()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());

        TestServer.Answer answer = await server.PostAsync("/access/v1/evaluations", """
            {"subject":{"type":"user","id":"alice"},"action":{"name":"write"},"resource":{"type":"record","properties":{"status":"archived"}},
             "evaluations":[{"resource":{"id":"record-1","properties":{"status":"active"}}},{"resource":{"id":"record-1"}},{"resource":{"type":"record","id":"record-2","properties":{"status":"archived"}}},
                            {"resource":{"id":"record-1"},"action":{"name":"delete","properties":{"soft":true}}},{"resource":{"id":"record-1"},"action":{"properties":{"soft":true}}}]}
            """);

        Assert.Equal([true, true, false, true, true], answer.Json.GetProperty("evaluations").EnumerateArray().Select(e => e.GetProperty("decision").GetBoolean()));
    }

    [Fact]
    public async Task Rules_OpenNothingOfThePlatformsOwn()
    {
        Estate estate = MakeEstate();
        estate.Access = estate.Access with { Applications = [new ApplicationRule("exchange", true, [.. ApplicationRules.OwnActions, "print"], null)] };
        await using TestServer server = await TestServer.StartAsync(estate);
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1"}""")).Exchange;

        async Task<JsonElement> AskAsync(string action) => (await server.PostAsync(
            "/access/v1/evaluation",
            $$$"""{"subject":{"type":"person","id":"ada"},"action":{"name":"{{{action}}}"},"resource":{"type":"exchange","id":"{{{exchange}}}"}}""")).Json;

        Assert.True((await AskAsync("print")).GetProperty("decision").GetBoolean());
        foreach (string action in ApplicationRules.OwnActions)
        {
            Assert.False((await AskAsync(action)).GetProperty("decision").GetBoolean());
        }
    }

    /// <summary>The fixture's rules, as a workspace would have them.</summary>
    internal static AccessDefinition Fixture { get; } = new()
    {
        Applications =
        [
            new ApplicationRule("record", true, ["read"], """.subject.id | . == "alice" or . == "bob" """),
            new ApplicationRule("record", true, ["write"], """.subject.id == "alice" """),
            new ApplicationRule("record", true, ["write"], """.subject.properties.role == "admin" and .resource.properties.status == "archived" """),
            new ApplicationRule("record", true, ["delete"], """.subject.id == "alice" and .action.properties.soft == true"""),
            new ApplicationRule("record", false, ["write"], """.resource.properties.status == "archived" and .subject.properties.role != "admin" """),
        ],
    };

    private static Estate MakeEstate() => new Estate { Access = Fixture }.System("control");
}
