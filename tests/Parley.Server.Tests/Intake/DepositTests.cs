using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Intake;

public sealed class DepositTests
{
    private const string Body = """{"ref":"INC-1","summary":"a burglary"}""";

    [Fact]
    public async Task Deposit_OfOneSystem_ReachesTheOther()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Two(records));

        TestServer.Answer answer = await server.DepositAsync("beacon", Body);

        Assert.Equal(202, answer.Status);
        Assert.Equal("accepted", answer.Json.GetProperty("status").GetString());
        Assert.Equal($"/v1/exchanges/{answer.Exchange}", answer.Headers.Location!.ToString());
        StubRecipient.Request got = (await records.WaitAsync(1))[0];
        Assert.Contains("a burglary", got.Body, StringComparison.Ordinal);
        JsonElement exchange = await server.UntilStatusAsync(answer.Exchange, "delivered");
        Assert.Equal(Body, exchange.GetProperty("receipt").GetProperty("body").GetString());
        Assert.Equal("INC-1", exchange.GetProperty("translationIn").GetProperty("bundle").GetProperty("records")[0].GetProperty("attributes").GetProperty("reference").GetString());
        JsonElement delivery = exchange.GetProperty("deliveries")[0];
        Assert.Equal(got.Body, delivery.GetProperty("body").GetString());
        Assert.Equal(got.Key, delivery.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("key-1", """{"ref":"A"}""")]
    [InlineData(null, """{"ref":"A"}""")]
    [InlineData(null, """{"ref":"A","id":"M-7"}""")]
    public async Task Repeat_OfADeposit_AnswersAsTheFirstAndDoesNothing(string? key, string body)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Two(records));

        TestServer.Answer first = await server.DepositAsync("beacon", body, key);
        await server.UntilStatusAsync(first.Exchange, "delivered");
        TestServer.Answer second = await server.DepositAsync("beacon", body, key);

        Assert.Equal(202, second.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Single((await server.GetAsync("/v1/exchanges")).Json.GetProperty("exchanges").EnumerateArray());
        Assert.Single(records.Requests);
    }

    [Fact]
    public async Task Repeats_AtTheSameMoment_AreOneExchange()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Two(records));

        TestServer.Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.DepositAsync("beacon", Body, "same")));

        Assert.Single(answers.Select(a => a.Exchange).Distinct());
        await server.UntilStatusAsync(answers[0].Exchange, "delivered");
        Assert.Single(records.Requests);
    }

    [Theory]
    [InlineData("key-1", """{"ref":"A"}""", """{"ref":"B"}""")]
    [InlineData(null, """{"ref":"A","id":"M-7"}""", """{"ref":"B","id":"M-7"}""")]
    public async Task SameKey_WithAnotherBody_IsRefused(string? key, string one, string other)
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        await server.DepositAsync("beacon", one, key);
        TestServer.Answer answer = await server.DepositAsync("beacon", other, key);

        AssertProblem(answer, 422, "SRV007");
        Assert.Equal(key is null ? "body" : "header Idempotency-Key", answer.Json.GetProperty("place").GetString());
    }

    [Fact]
    public async Task Receipts_SurviveARestart()
    {
        string root = TestServer.NewFolder();
        TestServer.Answer first;
        await using (TestServer server = await TestServer.StartAsync(new Estate().System("beacon"), root))
        {
            first = await server.DepositAsync("beacon", Body, "key-1");
        }

        await using TestServer again = await TestServer.StartAsync(new Estate().System("beacon"), root);
        TestServer.Answer second = await again.DepositAsync("beacon", Body, "key-1");

        Assert.Equal(first.Exchange, second.Exchange);
    }

    [Fact]
    public async Task BadCalls_AreProblemsWithStableCodes()
    {
        Estate estate = new Estate { MaxMessageBytes = 1000 }.System("beacon").System("records");
        await using TestServer server = await TestServer.StartAsync(estate);

        AssertProblem(await server.DepositAsync("beacon", Body, change: r => r.Headers.Authorization = null), 401, "SRV001");
        AssertProblem(await server.DepositAsync("beacon", Body, change: r => r.Headers.Authorization = new("Bearer", "wrong")), 401, "SRV001");
        AssertProblem(await server.DepositAsync("beacon", Body, change: r => r.RequestUri = new Uri("/v1/systems/records/messages/incident", UriKind.Relative)), 403, "SRV002");
        AssertProblem(await server.DepositAsync("beacon", Body, change: r => r.RequestUri = new Uri("/v1/systems/nowhere/messages/incident", UriKind.Relative)), 403, "SRV002");
        AssertProblem(await server.DepositAsync("beacon", Body, type: "unknown"), 404, "SRV003");
        AssertProblem(await server.DepositAsync("beacon", new string('x', 1001)), 413, "SRV004");
        AssertProblem(await server.DepositAsync("beacon", new string('x', 1001), change: r => r.Headers.TransferEncodingChunked = true), 413, "SRV004");
        AssertProblem(await server.DepositAsync("beacon", Body, change: r => r.Content!.Headers.ContentType = new("application/xml")), 415, "SRV005");
        AssertProblem(await server.DepositAsync("beacon", Body, change: r => r.Content!.Headers.ContentEncoding.Add("gzip")), 415, "SRV005");
        AssertProblem(await server.DepositAsync("beacon", Body, key: new string('k', 256)), 400, "SRV008");
        AssertProblem(await server.GetAsync("/v1/nothing"), 404, "SRV003");
        AssertProblem(await server.CallAsync(HttpMethod.Delete, "/v1/exchanges", null, Estate.OperatorKey), 405, "SRV012");
        AssertProblem(await server.GetAsync("/v1/exchanges?limit=0"), 400, "SRV008");
        AssertProblem(await server.GetAsync("/v1/exchanges?after=rubbish"), 400, "SRV008");
        AssertProblem(await server.GetAsync("/v1/exchanges?status=lost"), 400, "SRV008");
    }

    [Theory]
    [InlineData("{\"ref\":", "TST001")]
    [InlineData("", "TST001")]
    [InlineData("{\"ref\":\"A\",\"bad\":1}", "TST002")]
    public async Task FaultyMessage_UnderReject_IsRefusedWithItsIssues(string body, string code)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Two(records));

        TestServer.Answer answer = await server.DepositAsync("beacon", body);

        AssertProblem(answer, 422, "SRV006");
        Assert.Equal(code, answer.Json.GetProperty("issues")[0].GetProperty("code").GetString());
        JsonElement exchange = (await server.GetAsync($"/v1/exchanges/{answer.Exchange}")).Json;
        Assert.Equal("refused", exchange.GetProperty("status").GetString());
        Assert.False(exchange.GetProperty("receipt").TryGetProperty("body", out _));
        Assert.Empty(records.Requests);
    }

    [Fact]
    public async Task FaultyMessage_UnderPass_GoesOnWithAWarning()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = new Estate().System("beacon", IssuePolicy.Pass).System("records").AcceptsHttp("records", records.Address);
        await using TestServer server = await TestServer.StartAsync(estate);

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A","bad":1}""");

        await server.UntilStatusAsync(answer.Exchange, "delivered");
        JsonElement exception = (await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0];
        Assert.Equal("warning", exception.GetProperty("severity").GetString());
        Assert.Equal("SRV021", exception.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Lists_ShowASystemItsOwn()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon").System("records"));
        TestServer.Answer mine = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.DepositAsync("records", """{"ref":"B"}""");

        JsonElement list = (await server.GetAsync("/v1/exchanges", Estate.KeyOf("beacon"))).Json.GetProperty("exchanges");
        Assert.Equal(mine.Exchange, Assert.Single(list.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, (await server.GetAsync("/v1/exchanges?system=records", Estate.KeyOf("beacon"))).Json.GetProperty("exchanges").GetArrayLength());
        Assert.Equal(404, (await server.GetAsync($"/v1/exchanges/{mine.Exchange}", Estate.KeyOf("records"))).Status);
        Assert.Equal(401, (await server.GetAsync("/v1/exchanges", null)).Status);
        Assert.Equal(2, (await server.GetAsync("/v1/exchanges")).Json.GetProperty("exchanges").GetArrayLength());
        Assert.Equal(1, (await server.GetAsync("/v1/exchanges?reference=B")).Json.GetProperty("exchanges").GetArrayLength());
    }

    [Fact]
    public async Task Lists_AreReadPageByPage()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        List<string> deposited = [];
        for (int i = 0; i < 5; i++)
        {
            deposited.Insert(0, (await server.DepositAsync("beacon", $$"""{"ref":"{{i}}"}""")).Exchange);
        }

        List<string> read = [];
        string query = "limit=2";
        while (query.Length > 0)
        {
            JsonElement page = (await server.GetAsync("/v1/exchanges?" + query)).Json;
            read.AddRange(page.GetProperty("exchanges").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            query = page.TryGetProperty("next", out JsonElement next) ? $"limit=2&after={next.GetString()}" : "";
        }

        Assert.Equal(deposited, read);
    }

    [Fact]
    public async Task Exchange_AskedForAgain_IsNotSentTwice()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        TestServer.Answer deposit = await server.DepositAsync("beacon", Body);
        TestServer.Answer first = await server.GetAsync($"/v1/exchanges/{deposit.Exchange}");
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpRequestMessage again = new(HttpMethod.Get, $"/v1/exchanges/{deposit.Exchange}");
        again.Headers.Authorization = new("Bearer", Estate.OperatorKey);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage answer = await client.SendAsync(again, TestContext.Current.CancellationToken);

        Assert.Equal(304, (int)answer.StatusCode);
    }

    private static Estate Two(StubRecipient records) =>
        new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address);

    private static void AssertProblem(TestServer.Answer answer, int status, string code)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(code, answer.Code);
        foreach (string part in new[] { "title", "place", "cause", "remedy" })
        {
            Assert.NotEqual("", answer.Json.GetProperty(part).GetString());
        }
    }
}
