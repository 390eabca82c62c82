using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Records;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Records;

/// <summary>Whose records come up for review, and on what a hold can be placed: each keeper's own organisation's. An operator sees to those of all.</summary>
public sealed class ReviewScopeTests : IAsyncLifetime
{
    private const string Audience = "urn:parley:people";
    private const string Keep = """{"decision":"keep","reason":"appeal"}""";

    private readonly ManualTime _time = new();
    private TestIssuer _issuer = null!;
    private TestServer _server = null!;
    private string _keeper = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync(_time);
        Estate estate = new Estate().System("beacon").System("northern").OwnedBy("northern", "northmoor");
        estate.Retention = new RetentionDefinition { Rules = [new RetentionRule { Id = "short", Types = ["Incident"], Period = new RetentionPeriod(0, 30) }] };
        estate.Access = new AccessDefinition { Provider = new IdentityProviderDefinition { Issuer = _issuer.Issuer, ClientId = "parley", Audience = Audience } };
        _server = await TestServer.StartAsync(estate, change: o => o with { Time = _time });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Reviews_AreOfTheKeepersOwnOrganisation()
    {
        string own = (await _server.DepositAsync("beacon", """{"ref":"A"}""")).Exchange;
        string others = (await _server.DepositAsync("northern", """{"ref":"B"}""")).Exchange;
        await ComeUpAsync();

        JsonElement[] all = await ReviewsAsync(Estate.OperatorKey);
        JsonElement mine = Assert.Single(await ReviewsAsync(_keeper));
        string theirs = Text(all.Single(r => Text(r, "exchange") == others), "id");

        Assert.Equal(2, all.Length);
        Assert.Equal(own, Text(mine, "exchange"));
        Assert.Equal(404, (await _server.PostAsync("/v1/reviews/" + theirs, """{"decision":"erase","reason":"tidying"}""", _keeper)).Status);
        Assert.NotEqual("erased", Text((await _server.GetAsync("/v1/exchanges/" + others)).Json, "status"));
        Assert.Equal(200, (await _server.PostAsync("/v1/reviews/" + Text(mine, "id"), Keep, _keeper)).Status);
        Assert.Equal(200, (await _server.PostAsync("/v1/reviews/" + theirs, Keep)).Status);
    }

    [Fact]
    public async Task Holds_TellNothingOfExchangesThatTheKeeperMayNotSee()
    {
        string own = (await _server.DepositAsync("beacon", """{"ref":"A"}""")).Exchange;
        string others = (await _server.DepositAsync("northern", """{"ref":"B"}""")).Exchange;
        await ComeUpAsync();

        TestServer.Answer known = await HoldAsync(others);
        TestServer.Answer unknown = await HoldAsync("x-0000000000001");

        Assert.Equal(201, (await HoldAsync(own)).Status);
        Assert.Equal((404, 404), (known.Status, unknown.Status));
        Assert.Equal(unknown.Text.Replace("x-0000000000001", others, StringComparison.Ordinal).Length, known.Text.Length);
    }

    private Task<TestServer.Answer> HoldAsync(string exchange) => _server.PostAsync("/v1/holds", $$"""{"exchange":"{{exchange}}","reason":"trial pending"}""", _keeper);

    private async Task ComeUpAsync()
    {
        _time.Advance(TimeSpan.FromDays(31));
        while (await _server.Part<RetentionKeeper>().PassAsync(Token))
        {
        }

        Dictionary<string, object> claims = _issuer.Claims(Audience, "ada");
        (claims["organisation"], claims["roles"]) = ("wexshire", new[] { "data-protection-officer" });
        _keeper = _issuer.Token(claims);
    }

    private async Task<JsonElement[]> ReviewsAsync(string key) => [.. (await _server.GetAsync("/v1/reviews", key)).Json.GetProperty("reviews").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
