using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Decisions;

public sealed class EvaluationTests
{
    private const string Evaluation = "/access/v1/evaluation";
    private const string Message = """{"id":"m1","ref":"I-1","summary":"seen at the window","crime":"C-9"}""";
    private const string Supervisor = """{"type":"person","id":"ada","properties":{"organisation":"wexshire","roles":["supervisor"]}}""";
    private const string Officer = """{"type":"user","id":"ben","properties":{"organisation":"wexshire","role":"officer"}}""";
    private const string Theirs = """{"type":"person","id":"cyd","properties":{"organisation":"eastmoor","roles":["supervisor"]}}""";
    private const string Records = """{"type":"system","id":"records"}""";

    [Fact]
    public async Task Receive_AnswersWhatADeliveryWouldCome_To()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference", "crimeReference")));
        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        StubRecipient.Request sent = Assert.Single(await recipient.WaitAsync(1));

        TestServer.Answer answer = await AskAsync(server, Records, "receive", "exchange", exchange);
        JsonElement context = answer.Json.GetProperty("context");
        JsonElement withheld = Assert.Single(context.GetProperty("withheld").EnumerateArray());

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.True(answer.Json.GetProperty("decision").GetBoolean());
        Assert.Equal("investigation", context.GetProperty("purpose").GetString());
        Assert.Equal(["crimeReference", "reference"], Assert.Single(context.GetProperty("permitted").EnumerateArray()).GetProperty("attributes").EnumerateArray().Select(a => a.GetString()).Order());
        Assert.Equal(("summary", "SHR101"), (withheld.GetProperty("attribute").GetString(), withheld.GetProperty("code").GetString()));
        Assert.Contains(context.GetProperty("obligations").EnumerateArray(), o => o.GetProperty("kind").GetString() == "retention" && o.GetProperty("value").GetString() == "P6Y");
        Assert.DoesNotContain("window", sent.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("I-1", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_IsNo_WhenARequiredAttributeIsWithheld_AsTheDeliveryIs()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        Estate estate = new Estate().System("control").System("records", IssuePolicy.Reject, "strict").OwnedBy("records", "eastmoor")
            .Accepts("records", Accept(recipient, "strict")).Agreement(TestAgreement.Of("feed", "reference"));
        await using TestServer server = await TestServer.StartAsync(estate);
        string exchange = (await server.DepositAsync("control", Message)).Exchange;

        TestServer.Answer answer = await AskAsync(server, Records, "receive", "exchange", exchange);
        JsonElement delivery = (await server.GetAsync($"/v1/exchanges/{exchange}")).Json.GetProperty("deliveries")[0];

        Assert.False(answer.Json.GetProperty("decision").GetBoolean());
        Assert.Equal("SHR010", Code(answer));
        Assert.Empty(answer.Json.GetProperty("context").GetProperty("permitted").EnumerateArray());
        Assert.Equal("withheld", delivery.GetProperty("status").GetString());
        Assert.StartsWith("SHR010", delivery.GetProperty("decision").GetProperty("by").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_FollowsTheAgreement_WhenItIsSuspended()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        string organisation = """{"type":"organisation","id":"eastmoor"}""";

        bool before = Decision(await AskAsync(server, organisation, "see-content", "exchange", exchange, "investigation"));
        bool otherwise = Decision(await AskAsync(server, organisation, "see-content", "exchange", exchange, "prosecution"));
        Assert.Equal(200, (await server.PostAsync("/v1/agreements/feed/suspend", """{"reason":"audit"}""")).Status);
        TestServer.Answer after = await AskAsync(server, Records, "receive", "exchange", exchange);

        Assert.True(before);
        Assert.False(otherwise);
        Assert.False(Decision(after));
        Assert.Equal("SHR001", Code(after));
        Assert.Equal("feed", after.Json.GetProperty("context").GetProperty("rejected")[0].GetProperty("agreement").GetString());
    }

    [Fact]
    public async Task Time_AsksForAnotherMoment_AndChangesNothingNow()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", Message)).Exchange;

        TestServer.Answer before = await AskAsync(server, Records, "receive", "exchange", exchange, time: "2019-12-31T23:59:59Z");
        TestServer.Answer later = await AskAsync(server, Records, "receive", "exchange", exchange, time: "2100-01-01T00:00-00:00");
        TestServer.Answer now = await AskAsync(server, Records, "receive", "exchange", exchange);

        Assert.Equal(("SHR001", "SHR001"), (Code(before), Code(later)));
        Assert.True(Decision(now));
    }

    [Fact]
    public async Task Attributes_AndRecords_AreAnsweredOneByOne()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", Message)).Exchange;

        TestServer.Answer reference = await AskAsync(server, Records, "receive", "record", exchange + "/0", properties: """{"attribute":"reference"}""");
        TestServer.Answer summary = await AskAsync(server, Records, "receive", "record", exchange + "/0", properties: """{"attributes":["reference","summary"]}""");
        TestServer.Answer nothing = await AskAsync(server, Records, "receive", "record", exchange + "/7");
        TestServer.Answer noRecord = await AskAsync(server, Records, "receive", "record", exchange);

        Assert.True(Decision(reference));
        Assert.Equal((false, "SHR101"), (Decision(summary), Code(summary)));
        Assert.Equal((false, "DEC106"), (Decision(nothing), Code(nothing)));
        Assert.Equal((false, "DEC101"), (Decision(noRecord), Code(noRecord)));
    }

    [Fact]
    public async Task RecordType_IsDecidedBeforeThereIsAMessage()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference") with
        {
            Grants =
            [
                new GrantDefinition { Records = ["Incident"], Attributes = ["reference"] },
                new GrantDefinition { Records = ["Incident"], Attributes = ["summary"], Where = """.summary == "open" """ },
            ],
        }));

        Task<TestServer.Answer> Ask(string properties) => AskAsync(server, Records, "receive", "record-type", "Incident", "investigation", properties);

        Assert.True(Decision(await Ask("""{"attributes":["reference"]}""")));
        Assert.True(Decision(await Ask("""{"attributes":{"reference":"I-1","summary":"open"}}""")));
        Assert.False(Decision(await Ask("""{"attributes":{"reference":"I-1","summary":"shut"}}""")));
        Assert.False(Decision(await Ask("""{"attributes":["reference","summary"]}""")));
        Assert.Equal("DEC106", Code(await Ask("""{"attributes":["reference","nosuch"]}""")));
        Assert.Equal("DEC101", Code(await Ask("""{"organisation":"northmoor","attributes":["reference"]}""")));
        Assert.Equal("DEC101", Code(await AskAsync(server, Records, "receive", "record-type", "Nosuch", "investigation")));
    }

    [Fact]
    public async Task Seeing_GoesByTheRightsOfTheSubject_AsTheListsDo()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(recipient).Agreement(TestAgreement.Of("feed", "reference")));
        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        string delivery = (await server.UntilStatusAsync(exchange, "delivered")).GetProperty("deliveries")[0].GetProperty("id").GetString()!;
        string nobody = """{"type":"person","id":"dee"}""";
        string northmoor = Supervisor.Replace("wexshire", "northmoor", StringComparison.Ordinal);

        Assert.True(Decision(await AskAsync(server, Supervisor, "see", "exchange", exchange)));
        Assert.True(Decision(await AskAsync(server, Supervisor, "see-content", "exchange", exchange, reason: "linked burglaries")));
        Assert.Equal("SHR005", Code(await AskAsync(server, Supervisor, "see-content", "exchange", exchange)));
        Assert.True(Decision(await AskAsync(server, """{"type":"system","id":"control"}""", "see-content", "exchange", exchange)));
        Assert.Equal("DEC102", Code(await AskAsync(server, Officer, "see", "exchange", exchange)));
        Assert.Equal("DEC102", Code(await AskAsync(server, nobody, "see", "exchange", exchange)));
        Assert.Equal("DEC105", Code(await AskAsync(server, northmoor, "see", "exchange", exchange)));
        Assert.Equal("DEC105", Code(await AskAsync(server, Records, "see", "exchange", exchange)));
        Assert.True(Decision(await AskAsync(server, Theirs, "see", "exchange", exchange)));
        Assert.True(Decision(await AskAsync(server, Theirs, "see-content", "delivery", delivery)));
        Assert.True(Decision(await AskAsync(server, Records, "see-content", "delivery", delivery)));
        Assert.Equal("DEC105", Code(await AskAsync(server, Supervisor, "see-content", "delivery", delivery)));
        Assert.Equal("DEC104", Code(await AskAsync(server, Supervisor, "resend", "exchange", exchange)));
        Assert.True(Decision(await AskAsync(server, """{"type":"system","id":"control"}""", "deposit", "system", "control")));
        Assert.Equal("DEC105", Code(await AskAsync(server, Records, "deposit", "system", "control")));
        Assert.Equal("DEC102", Code(await AskAsync(server, Supervisor, "deposit", "system", "control")));
    }

    [Fact]
    public async Task Resend_IsYes_ForWhoeverMayAct_OnWhatIsOpen()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("control", IssuePolicy.Hold).System("records").OwnedBy("records", "eastmoor"));
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1","bad":1}""")).Exchange;
        string exception = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0].GetProperty("id").GetString()!;

        Assert.True(Decision(await AskAsync(server, Supervisor, "resend", "exchange", exchange)));
        Assert.True(Decision(await AskAsync(server, Supervisor, "correct", "exception", exception)));
        Assert.Equal("DEC102", Code(await AskAsync(server, Officer, "resend", "exception", exception)));
        Assert.Equal("DEC105", Code(await AskAsync(server, Records, "discard", "exception", exception)));
        Assert.Equal("DEC104", Code(await AskAsync(server, Records, "receive", "exchange", exchange)));
        Assert.Equal(200, (await server.PostAsync($"/v1/exceptions/{exception}/discard", """{"reason":"no use"}""")).Status);
        Assert.Equal("DEC104", Code(await AskAsync(server, Supervisor, "resend", "exchange", exchange)));
        Assert.Equal("DEC104", Code(await AskAsync(server, Supervisor, "correct", "exception", exception)));
    }

    [Fact]
    public async Task WhatIsUnknown_AndWhatMayNotBeKnown_AreAnsweredAlike()
    {
        await using StubRecipient recipient = await StubRecipient.StartAsync();
        Estate estate = new Estate().System("control").OwnedBy("control", "eastmoor").System("records").Accepts("records", Accept(recipient, "incident"));
        await using TestServer server = await TestServer.StartAsync(estate);
        string exchange = (await server.DepositAsync("control", Message)).Exchange;
        string[] answers =
        [
            (await AskAsync(server, """{"type":"person","id":"x","properties":{"organisation":"eastmoor","roles":["supervisor"]}}""", "see-content", "exchange", exchange)).Text,
            (await AskAsync(server, Records, "receive", "exchange", exchange)).Text,
            (await AskAsync(server, Records, "receive", "exchange", "x-0000000000001")).Text,
            (await AskAsync(server, Records, "receive", "exchange", "no such thing")).Text,
            (await AskAsync(server, Records, "fly", "exchange", exchange)).Text,
            (await AskAsync(server, Records, "receive", "spaceship", exchange)).Text,
            (await AskAsync(server, """{"type":"spaceship","id":"a"}""", "see", "exchange", exchange)).Text,
            (await AskAsync(server, """{"type":"system","id":"nosuch"}""", "see", "exchange", exchange)).Text,
            (await AskAsync(server, Records, "see", "delivery", "d-0000000000001-1")).Text,
            (await AskAsync(server, Records, "see", "exception", "e-0000000000001")).Text,
        ];

        Assert.Equal("""{"decision":false,"context":{"reasons":[{"code":"DEC101","title":"Nothing is known that would permit it"}],"reason_admin":{"en":"DEC101: Nothing is known that would permit it"}}}""", Assert.Single(answers.Distinct()));
    }

    [Fact]
    public async Task Callers_WithoutTheRightToExplain_AreRefused()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("control"));

        Assert.Equal(401, (await server.PostAsync(Evaluation, "{}", null)).Status);
        Assert.Equal((403, "SRV002"), Problem(await server.PostAsync(Evaluation, "{}", Estate.KeyOf("control"))));
        Assert.Equal(403, (await server.PostAsync("/access/v1/evaluations", "{}", Estate.KeyOf("control"))).Status);
    }

    [Fact]
    public async Task Configuration_IsOpen_AndNamesTheAddresses()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("control"));
        string address = server.Address.GetLeftPart(UriPartial.Authority);

        TestServer.Answer answer = await server.GetAsync("/.well-known/authzen-configuration", null);

        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal(address, answer.Json.GetProperty("policy_decision_point").GetString());
        Assert.Equal(address + Evaluation, answer.Json.GetProperty("access_evaluation_endpoint").GetString());
        Assert.Equal(address + "/access/v1/evaluations", answer.Json.GetProperty("access_evaluations_endpoint").GetString());
    }

    private static bool Decision(TestServer.Answer answer) => answer.Json.GetProperty("decision").GetBoolean();

    private static string Code(TestServer.Answer answer)
    {
        Assert.False(Decision(answer), answer.Text);
        return answer.Json.GetProperty("context").GetProperty("reasons")[0].GetProperty("code").GetString()!;
    }

    private static (int Status, string Code) Problem(TestServer.Answer answer) => (answer.Status, answer.Code);

    private static Task<TestServer.Answer> AskAsync(
        TestServer server, string subject, string action, string type, string id, string? purpose = null, string? properties = null, string? reason = null, string? time = null)
    {
        Dictionary<string, string> context = [];
        _ = purpose is not null && context.TryAdd("purpose", purpose);
        _ = time is not null && context.TryAdd("time", time);
        _ = reason is not null && context.TryAdd("reason", reason);
        string more = properties is null ? "" : $",\"properties\":{properties}";
        return server.PostAsync(
            Evaluation,
            $$$"""{"subject":{{{subject}}},"action":{"name":"{{{action}}}"},"resource":{"type":"{{{type}}}","id":"{{{id}}}"{{{more}}}},"context":{{{JsonSerializer.Serialize(context)}}}}""");
    }

    internal static Estate Between(StubRecipient recipient) =>
        new Estate().System("control").System("records").OwnedBy("records", "eastmoor").Accepts("records", Accept(recipient, "incident"));

    internal static AcceptDefinition Accept(StubRecipient recipient, string type) => new()
    {
        MessageType = type,
        Types = ["Incident"],
        Purpose = "investigation",
        Delivery = new HttpDelivery { Url = recipient.Address.ToString() },
    };
}
