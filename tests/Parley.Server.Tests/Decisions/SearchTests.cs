using System.Text.Json;
using Parley.Engine.Expressions;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Decisions;

/// <summary>Searches for subjects, resources and actions: the shapes that AuthZEN and its certification ask for, and that nothing is found that a question would not be answered yes to.</summary>
public sealed class SearchTests
{
    private const string Subject = "/access/v1/search/subject";
    private const string Resource = "/access/v1/search/resource";
    private const string Action = "/access/v1/search/action";
    private const string Message = """{"id":"m1","ref":"I-1","summary":"seen at the window","crime":"C-9"}""";

    [Theory]
    [InlineData(Subject, """{"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"}}""", "alice bob")]
    [InlineData(Subject, """{"subject":{"type":"user","id":"ignored"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"},"context":{"time":"2025-06-27T18:03-07:00"}}""", "alice bob")]
    [InlineData(Subject, """{"subject":{"type":"user"},"action":{"name":"write"},"resource":{"type":"record","id":"record-2","properties":{"status":"archived"}}}""", "bob")]
    [InlineData(Subject, """{"subject":{"type":"spaceship"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"}}""", "")]
    [InlineData(Subject, """{"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"spaceship","id":"record-1"}}""", "")]
    [InlineData(Resource, """{"subject":{"type":"user","id":"alice"},"action":{"name":"read"},"resource":{"type":"record"}}""", "record-1 record-2")]
    [InlineData(Resource, """{"subject":{"type":"user","id":"alice"},"action":{"name":"write"},"resource":{"type":"record"}}""", "record-1")]
    [InlineData(Resource, """{"subject":{"type":"user","id":"bob","properties":{"role":"admin"}},"action":{"name":"write"},"resource":{"type":"record"}}""", "record-2")]
    [InlineData(Resource, """{"subject":{"type":"user","id":"nobody"},"action":{"name":"read"},"resource":{"type":"record"}}""", "")]
    [InlineData(Action, """{"subject":{"type":"user","id":"alice"},"resource":{"type":"record","id":"record-1"}}""", "read write")]
    [InlineData(Action, """{"subject":{"type":"user","id":"bob","properties":{"role":"admin"}},"resource":{"type":"record","id":"record-2","properties":{"status":"archived"}}}""", "read write")]
    [InlineData(Action, """{"subject":{"type":"user","id":"nobody"},"resource":{"type":"record","id":"record-1"},"context":{}}""", "")]
    public async Task Applications_AreSearchedAsTheCertificationAsks(string path, string body, string expected)
    {
        await using TestServer server = await TestServer.StartAsync(Notes());

        TestServer.Answer answer = await server.PostAsync(path, body);

        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal(expected, string.Join(' ', Found(answer)));
        Assert.Equal("", answer.Json.GetProperty("page").GetProperty("next_token").GetString());
    }

    [Theory]
    [InlineData(Subject, """{"subject":{"type":"user"},"resource":{"type":"record","id":"record-1"}}""")]
    [InlineData(Subject, """{"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record"}}""")]
    [InlineData(Subject, """{"subject":{},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"}}""")]
    [InlineData(Resource, """{"action":{"name":"read"},"resource":{"type":"record"}}""")]
    [InlineData(Resource, """{"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record"}}""")]
    [InlineData(Action, """{"subject":{"type":"user","id":"alice"}}""")]
    [InlineData(Action, """{"subject":{"type":"user","id":"alice"},"resource":{"type":"record","id":"record-1"},"page":[]}""")]
    [InlineData(Action, """{"subject":{"type":"user","id":"alice"},"resource":{"type":"record","id":"record-1"},"page":{"limit":-1}}""")]
    [InlineData(Action, """{"subject":{"type":"user","id":"alice"},"resource":{"type":"record","id":"record-1"},"page":{"limit":"2"}}""")]
    [InlineData(Action, """{"subject":{"type":"user","id":"alice"},"resource":{"type":"record","id":"record-1"},"page":{"token":"alice"}}""")]
    public async Task FaultySearches_Are400(string path, string body)
    {
        await using TestServer server = await TestServer.StartAsync(Notes());

        TestServer.Answer answer = await server.PostAsync(path, body);

        Assert.Equal((400, "DEC001", "application/problem+json"), (answer.Status, answer.Code, answer.MediaType));
    }

    [Fact]
    public async Task Pages_ShowEverythingOnce_AndTheLastHasNoToken()
    {
        await using TestServer server = await TestServer.StartAsync(Notes());

        Assert.Equal(["alice", "bob"], await AllAsync(server, Subject, """ "subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"} """, 1));
        TestServer.Answer none = await server.PostAsync(Subject, """{"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"},"page":{"limit":0}}""");
        string token = none.Json.GetProperty("page").GetProperty("next_token").GetString()!;
        Assert.Empty(Found(none));
        Assert.NotEqual("", token);
        TestServer.Answer whole = await server.PostAsync(
            Subject, $$$"""{"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"},"page":{"token":"{{{token}}}"}}""");
        Assert.Equal(["alice", "bob"], Found(whole));
    }

    [Fact]
    public async Task WhoReceives_IsWhoWouldBeDelivered()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient));
        string exchange = (await server.DepositAsync("control", Message)).Exchange;

        TestServer.Answer systems = await server.PostAsync(Subject, $$$"""{"subject":{"type":"system"},"action":{"name":"receive"},"resource":{"type":"exchange","id":"{{{exchange}}}"}}""");
        TestServer.Answer organisations = await server.PostAsync(
            Subject, $$$"""{"subject":{"type":"organisation"},"action":{"name":"see-content"},"resource":{"type":"record","id":"{{{exchange}}}/0"},"context":{"purpose":"investigation"}}""");
        TestServer.Answer people = await server.PostAsync(Subject, $$$"""{"subject":{"type":"person"},"action":{"name":"see"},"resource":{"type":"exchange","id":"{{{exchange}}}"}}""");

        Assert.Equal(["records"], Found(systems));
        Assert.Contains("eastmoor", Found(organisations));
        Assert.DoesNotContain("northmoor", Found(organisations));
        Assert.Equal(["ada"], Found(people));
    }

    [Fact]
    public async Task Resources_AreWhatTheSubjectMayHave_NewToOld_InAnyPages()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient));
        List<string> exchanges = [];
        for (int n = 0; n < 5; n++)
        {
            exchanges.Insert(0, (await server.DepositAsync("control", $$$"""{"id":"m{{{n}}}","ref":"I-{{{n}}}"}""")).Exchange);
        }

        await recipient.WaitAsync(5);
        string receive = """ "subject":{"type":"system","id":"records"},"action":{"name":"receive"},"resource":{"type":"TYPE"} """;
        Assert.Equal(exchanges, await AllAsync(server, Resource, receive.Replace("TYPE", "exchange", StringComparison.Ordinal), 2));
        Assert.Equal(exchanges.Select(x => x + "/0"), await AllAsync(server, Resource, receive.Replace("TYPE", "record", StringComparison.Ordinal), 2));
        Assert.Empty(await AllAsync(server, Resource, """ "subject":{"type":"system","id":"stranger"},"action":{"name":"receive"},"resource":{"type":"exchange"} """, 2));
        Assert.Equal(["control"], await AllAsync(server, Resource, """ "subject":{"type":"system","id":"control"},"action":{"name":"deposit"},"resource":{"type":"system"} """, 1));
        Assert.Equal(["explain", "see"], await AllAsync(server, Action, $$$""" "subject":{"type":"person","id":"ada"},"resource":{"type":"exchange","id":"{{{exchanges[0]}}}"} """, 1));
    }

    [Fact]
    public async Task Searches_FindNothing_ThatTheAskerMayNotAskAbout()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        Estate estate = new Estate().System("control").OwnedBy("control", "eastmoor").System("records").Accepts("records", EvaluationTests.Accept(recipient, "incident"));
        await using TestServer server = await TestServer.StartAsync(estate);
        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        const string records = """ "subject":{"type":"system","id":"records"} """;

        // Another organisation's message: that it took place is known to the operator, who would get what is not.
        Assert.Empty(await AllAsync(server, Resource, records + ""","action":{"name":"receive"},"resource":{"type":"exchange"}""", 10));
        Assert.Empty(await AllAsync(server, Resource, records + ""","action":{"name":"receive"},"resource":{"type":"record"}""", 10));
        Assert.Empty(await AllAsync(server, Subject, $$$""" "subject":{"type":"system"},"action":{"name":"receive"},"resource":{"type":"exchange","id":"{{{exchange}}}"} """, 10));
        TestServer.Answer refused = await server.PostAsync(Resource, $$$"""{{{{records}}},"action":{"name":"receive"},"resource":{"type":"exchange"}}""", Estate.KeyOf("records"));
        Assert.Equal((403, "SRV002"), (refused.Status, refused.Code));
    }

    private static Estate Between(StubRecipient recipient)
    {
        Estate estate = new Estate().System("control").System("records").OwnedBy("records", "eastmoor").System("stranger").OwnedBy("stranger", "northmoor")
            .Accepts("records", EvaluationTests.Accept(recipient, "incident")).Agreement(TestAgreement.Of("feed", "reference", "crimeReference"));
        estate.Access = new AccessDefinition
        {
            KnownSubjects = new KnownEntities(
            [
                new KnownEntity("person", "ada", Properties("""{"organisation":"wexshire","roles":["data-protection-officer"]}""")),
                new KnownEntity("person", "ben", Properties("""{"organisation":"wexshire","roles":["officer"]}""")),
                new KnownEntity("person", "cyd", Properties("""{"organisation":"northmoor","roles":["supervisor"]}""")),
            ]),
        };
        return estate;
    }

    private static Estate Notes()
    {
        Estate estate = new Estate().System("control");
        estate.Access = CertificationTests.Fixture with
        {
            KnownSubjects = new KnownEntities([new KnownEntity("user", "bob", Properties("""{"role":"admin"}""")), new KnownEntity("user", "alice", Properties("{}"))]),
            KnownResources = new KnownEntities(
                [new KnownEntity("record", "record-1", Properties("""{"status":"active"}""")), new KnownEntity("record", "record-2", Properties("""{"status":"archived"}"""))]),
        };
        return estate;
    }

    private static JqValue Properties(string json) => JqValue.TryParse(System.Text.Encoding.UTF8.GetBytes(json), out JqValue? value, out string? fault) ? value : throw new ArgumentException(fault);

    private static string[] Found(TestServer.Answer answer) =>
        [.. answer.Json.GetProperty("results").EnumerateArray().Select(r => (r.TryGetProperty("id", out JsonElement id) ? id : r.GetProperty("name")).GetString()!)];

    private static async Task<List<string>> AllAsync(TestServer server, string path, string members, int limit)
    {
        List<string> all = [];
        string token = "";
        do
        {
            TestServer.Answer answer = await server.PostAsync(path, $$$"""{{{{members}}},"page":{"limit":{{{limit}}},"token":"{{{token}}}"}}""");
            Assert.Equal(200, answer.Status);
            string[] found = Found(answer);
            Assert.True(found.Length <= limit);
            all.AddRange(found);
            token = answer.Json.GetProperty("page").GetProperty("next_token").GetString()!;
        }
        while (token.Length > 0);
        return all;
    }
}
