using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Decisions;

/// <summary>The shapes that the OpenID AuthZEN Authorization API 1.0 and its certification ask for, whatever is decided.</summary>
public sealed class ProtocolTests
{
    private const string One = "/access/v1/evaluation";
    private const string Several = "/access/v1/evaluations";
    private const string Control = """{"type":"system","id":"control"}""";
    private const string Other = """{"type":"system","id":"other"}""";

    public static TheoryData<string> Malformed => new()
    {
        "",
        "{",
        "[]",
        "null",
        """{"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"control"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"control"},"action":{"name":"deposit"}}""",
        """{"subject":{"id":"control"},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system"},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"control"},"action":{},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"control"},"action":{"name":"deposit"},"resource":{"id":"control"}}""",
        """{"subject":{"type":"system","id":"control"},"action":{"name":"deposit"},"resource":{"type":"system"}}""",
        """{"subject":"control","action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":null,"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"control"},"action":{"name":123},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":1},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"\ud800"},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"control","properties":[]},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
        """{"subject":{"type":"system","id":"control"},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"},"context":[]}""",
        """{"subject":{"type":"system","id":"control"},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"},"context":{"time":"soon"}}""",
        """{"subject":{"type":"system","id":"control"},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"},"context":{"time":"9999-12-31T23:59:59Z"}}""",
        """{"subject":{"type":"system","id":"control"},"subject":{"type":"system","id":"other"},"action":{"name":"deposit"},"resource":{"type":"system","id":"control"}}""",
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task MalformedQuestions_Are400_WithACode(string body)
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());

        TestServer.Answer one = await server.PostAsync(One, body);
        TestServer.Answer several = await server.PostAsync(Several, body);

        Assert.Equal((400, "DEC001", "application/problem+json"), (one.Status, one.Code, one.MediaType));
        Assert.Equal((400, "DEC001"), (several.Status, several.Code));
    }

    [Fact]
    public async Task MediaTypes_ButJson_Are400()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());

        foreach (string? type in new[] { "text/plain", "application/xml", null })
        {
            TestServer.Answer answer = await SendAsync(server, One, Question(Control), type, null);
            Assert.Equal((400, "DEC002"), (answer.Status, answer.Code));
        }

        Assert.Equal(200, (await SendAsync(server, One, Question(Control), "application/json; charset=utf-8", null)).Status);
    }

    [Fact]
    public async Task Answers_AreAJsonObjectWithADecision_AndIgnoreWhatTheyDoNotKnow()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());
        string wide = """
            {"subject":{"type":"system","id":"control","properties":{"department":"Sales","role":"manager"},"more":1},
             "action":{"name":"deposit","properties":{"method":"POST"}},"resource":{"type":"system","id":"control","properties":{"status":"active"}},
             "context":{"time":"2025-06-27T18:03-07:00","ip":"192.168.1.1"},"foo":"bar","futureField":{"nested":true}}
            """;

        TestServer.Answer plain = await server.PostAsync(One, Question(Control));
        TestServer.Answer extended = await server.PostAsync(One, wide);
        TestServer.Answer no = await server.PostAsync(One, Question(Other));

        Assert.Equal("""{"decision":true}""", plain.Text);
        Assert.Equal("""{"decision":true}""", extended.Text);
        Assert.False(no.Json.GetProperty("decision").GetBoolean());
        Assert.Equal(JsonValueKind.Object, no.Json.GetProperty("context").ValueKind);
        Assert.Equal(no.Text, (await server.PostAsync(One, Question(Other))).Text);
    }

    [Fact]
    public async Task RequestIds_AreEchoed_ByAnswersAndRefusals()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());

        TestServer.Answer good = await SendAsync(server, One, Question(Control), "application/json", "bfe9eb29-ab87");
        TestServer.Answer bad = await SendAsync(server, Several, "{", "application/json", "id 2");
        TestServer.Answer without = await SendAsync(server, One, Question(Control), "application/json", null);

        Assert.Equal("bfe9eb29-ab87", Assert.Single(good.Headers.GetValues("X-Request-ID")));
        Assert.Equal((400, "id 2"), (bad.Status, Assert.Single(bad.Headers.GetValues("X-Request-ID"))));
        Assert.Equal((200, false), (without.Status, without.Headers.Contains("X-Request-ID")));
    }

    [Fact]
    public async Task SeveralQuestions_TakeWhatTheyLackFromTheTop()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());
        string body = $$$"""
            {"subject":{{{Control}}},"action":{"name":"deposit"},"resource":{"type":"system"},"context":{"time":"2026-01-01T00:00:00Z"},
             "evaluations":[{"resource":{"id":"control"}},{"resource":{"type":"system","id":"other"}},{"subject":{{{Other}}},"resource":{"id":"other"}},
                            {"action":{"name":"fly"},"resource":{"id":"control"}}]}
            """;

        TestServer.Answer answer = await server.PostAsync(Several, body);

        Assert.Equal([true, false, true, false], Decisions(answer));
        Assert.False(answer.Json.TryGetProperty("decision", out _));
    }

    [Fact]
    public async Task OneFaultyQuestion_IsANo_AndLeavesTheOthers()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());
        string body = $$$"""{"subject":{{{Control}}},"action":{"name":"deposit"},"evaluations":[{"resource":{{{Control}}}},{},7,{"resource":{{{Control}}},"context":{"purpose":1}}]}""";

        TestServer.Answer answer = await server.PostAsync(Several, body);
        JsonElement error = answer.Json.GetProperty("evaluations")[1].GetProperty("context").GetProperty("error");

        Assert.Equal([true, false, false, false], Decisions(answer));
        Assert.Equal((400, "DEC001", "'resource' is missing."), (error.GetProperty("status").GetInt32(), error.GetProperty("code").GetString(), error.GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData(null, "TFT")]
    [InlineData("execute_all", "TFT")]
    [InlineData("deny_on_first_deny", "TF")]
    [InlineData("permit_on_first_permit", "T")]
    public async Task Semantics_EndWhereTheySay(string? semantic, string expected)
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());
        string options = semantic is null ? "{\"another_option\":\"value\"}" : $$$"""{"evaluations_semantic":"{{{semantic}}}"}""";
        string body = $$$"""{"action":{"name":"deposit"},"resource":{{{Control}}},"options":{{{options}}},"evaluations":[{"subject":{{{Control}}}},{"subject":{{{Other}}}},{"subject":{{{Control}}}}]}""";

        TestServer.Answer answer = await server.PostAsync(Several, body);

        Assert.Equal(expected, string.Concat(Decisions(answer).Select(d => d ? 'T' : 'F')));
    }

    [Fact]
    public async Task NoQuestions_AreOneQuestion()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());

        Assert.Equal("""{"decision":true}""", (await server.PostAsync(Several, Question(Control))).Text);
        Assert.Equal("""{"decision":true}""", (await server.PostAsync(Several, Question(Control)[..^1] + ",\"evaluations\":[]}")).Text);
    }

    [Fact]
    public async Task WhatConcernsTheWholeRequest_Is400()
    {
        await using TestServer server = await TestServer.StartAsync(MakeEstate());
        string start = Question(Control)[..^1];
        string many = string.Join(',', Enumerable.Repeat("{}", 1001));

        Assert.Equal((400, "DEC003"), await CodeAsync(start + ",\"options\":{\"evaluations_semantic\":\"any\"},\"evaluations\":[{}]}"));
        Assert.Equal((400, "DEC003"), await CodeAsync(start + ",\"options\":{\"evaluations_semantic\":1},\"evaluations\":[{}]}"));
        Assert.Equal((400, "DEC001"), await CodeAsync(start + ",\"options\":[],\"evaluations\":[{}]}"));
        Assert.Equal((400, "DEC001"), await CodeAsync(start + ",\"evaluations\":{}}"));
        Assert.Equal((400, "DEC001"), await CodeAsync("""{"subject":"control","evaluations":[{}]}"""));
        Assert.Equal((400, "DEC004"), await CodeAsync(start + ",\"evaluations\":[" + many + "]}"));
        Assert.Equal((413, "SRV004"), await CodeAsync("{\"evaluations\":[\"" + new string('a', 1 << 20) + "\"]}"));

        async Task<(int Status, string Code)> CodeAsync(string body)
        {
            TestServer.Answer answer = await server.PostAsync(Several, body);
            return (answer.Status, answer.Code);
        }
    }

    private static Estate MakeEstate() => new Estate().System("control").System("other");

    private static string Question(string subject) => $$$"""{"subject":{{{subject}}},"action":{"name":"deposit"},"resource":{{{Control}}}}""";

    private static bool[] Decisions(TestServer.Answer answer) =>
        [.. answer.Json.GetProperty("evaluations").EnumerateArray().Select(e => e.GetProperty("decision").GetBoolean())];

    private static Task<TestServer.Answer> SendAsync(TestServer server, string path, string body, string? type, string? id) => server.CallAsync(HttpMethod.Post, path, request =>
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Estate.OperatorKey);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        if (id is not null)
        {
            request.Headers.Add("X-Request-ID", id);
        }
    });
}
