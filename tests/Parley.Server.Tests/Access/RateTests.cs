using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Allowances of callers, and the headers of all answers.</summary>
public sealed class RateTests
{
    [Fact]
    public async Task System_PastItsAllowance_Waits_AndOthersDoNot()
    {
        ManualTime time = new();
        Estate estate = new Estate().System("beacon").System("records");
        estate.Access = new AccessDefinition { Rates = new RateRules { Systems = new Dictionary<string, Rate> { ["beacon"] = new(0.5, 3) } } };
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(202, (await server.DepositAsync("beacon", $$"""{"ref":"{{i}}"}""")).Status);
        }

        TestServer.Answer refused = await server.DepositAsync("beacon", """{"ref":"4"}""");
        Assert.Equal(429, refused.Status);
        Assert.Equal("ACC101", refused.Code);
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(202, (await server.DepositAsync("records", """{"ref":"5"}""")).Status);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(202, (await server.DepositAsync("beacon", """{"ref":"6"}""")).Status);
        Assert.Equal(429, (await server.DepositAsync("beacon", """{"ref":"7"}""")).Status);
    }

    [Fact]
    public async Task Address_ThatGuesses_IsSlowed_AndKnownCallersThereAreNot()
    {
        ManualTime time = new();
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"), change: o => o with { Time = time });

        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(401, (await server.GetAsync("/v1/exchanges", $"guess-{i}")).Status);
        }

        TestServer.Answer refused = await server.GetAsync("/v1/exchanges", "guess-51");
        Assert.Equal(429, refused.Status);
        Assert.Equal(200, (await server.GetAsync("/v1/exchanges")).Status);
        Assert.Equal(200, (await server.GetAsync("/health/live", null)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await server.GetAsync("/v1/exchanges", "guess-52")).Status);
    }

    [Theory]
    [InlineData("/v1/exchanges", 200)]
    [InlineData("/v1/exchanges/x-0000000000000", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/account", 200)]
    [InlineData("/sign-in/local", 200)]
    [InlineData("/sign-out", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/openapi/index.html", 200)]
    public async Task EveryAnswer_HasTheHeaders(string path, int status)
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        TestServer.Answer answer = await server.GetAsync(path);

        Assert.Equal(status, answer.Status);
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal(!path.StartsWith("/openapi", StringComparison.Ordinal), answer.Headers.CacheControl?.NoStore == true);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.False(answer.Headers.Contains("Server"));

        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
    }

    [Fact]
    public async Task Metrics_PassedOnByAProxy_NeedAnOperator()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        Assert.Equal(401, (await server.CallAsync(HttpMethod.Get, "/metrics", r => r.Headers.Add("X-Forwarded-For", "192.0.2.1"))).Status);
        Assert.Equal(200, (await server.GetAsync("/metrics", null)).Status);
    }
}
