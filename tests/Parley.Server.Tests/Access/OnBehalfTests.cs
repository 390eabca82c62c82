using System.Security.Cryptography;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Systems that call on behalf of officers: by signed header and by token.</summary>
public sealed class OnBehalfTests : IAsyncLifetime
{
    private const string Header = "Parley-On-Behalf-Of";

    private readonly ManualTime _time = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private TestIssuer _issuer = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync(_time);
        Estate estate = new Estate().System("beacon").System("records").System("custody").OwnedBy("records", "northmoor");
        OnBehalfKey key = new("obo", _key.ExportSubjectPublicKeyInfo(), null);
        estate.Access = new AccessDefinition
        {
            Rates = new RateRules { Anonymous = new Rate(1000, 1000) },
            Provider = new IdentityProviderDefinition { Issuer = _issuer.Issuer, ClientId = "parley" },
            Issuers = [new TokenIssuerDefinition { Issuer = _issuer.Issuer, Audience = "urn:parley", Systems = new Dictionary<string, string> { ["records-client"] = "records", ["beacon-client"] = "beacon" } }],
            OnBehalf = new Dictionary<string, OnBehalfDefinition>
            {
                ["beacon"] = new() { Keys = [key] },
                ["custody"] = new() { Keys = [key with { Id = "custody-key" }], Required = true },
                ["records"] = new() { ByToken = true },
            },
        };
        _server = await TestServer.StartAsync(estate, change: o => o with { Time = _time });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Header_NamesTheOfficer_AndTheSystemStaysTheCaller()
    {
        TestServer.Answer answer = await AccountAsync("beacon", Sign(Claims()));

        Assert.Equal("system:beacon", answer.Json.GetProperty("caller").GetString());
        Assert.Equal("person:pc-1234", answer.Json.GetProperty("onBehalfOf").GetString());
        Assert.Equal("supervisor", Assert.Single(answer.Json.GetProperty("roles").EnumerateArray()).GetString());
        Assert.DoesNotContain("operate", answer.Json.GetProperty("rights").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task Emergency_IsForASystemOnBehalfOfAPersonWhoMayDeclareIt()
    {
        string exchange = (await _server.DepositAsync("beacon", """{"ref":"I-1"}""")).Exchange;
        string body = $$"""{"exchange":"{{exchange}}","to":"northmoor","reason":"risk to life"}""";

        TestServer.Answer alone = await _server.PostAsync("/v1/emergencies", body, Estate.KeyOf("beacon"));
        TestServer.Answer officer = await DeclareAsync(body, "officer");
        TestServer.Answer supervisor = await DeclareAsync(body, "supervisor");

        Assert.Equal((403, 403, 201), (alone.Status, officer.Status, supervisor.Status));
        JsonElement review = Assert.Single(
            (await _server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").EnumerateArray(), e => e.GetProperty("code").GetString() == "SHR012");
        Assert.StartsWith("pc-1234 let northmoor have it", review.GetProperty("why").GetString(), StringComparison.Ordinal);
        await _server.Part<Parley.Server.Ledger.Sealer>().SealAllAsync(TestContext.Current.CancellationToken);
        JsonElement entry = Assert.Single(
            (await _server.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("entry")),
            e => e.GetProperty("action").GetString() == "authority" && e.TryGetProperty("exchange", out _));
        Assert.Equal(("system:beacon", "person:pc-1234"), (entry.GetProperty("actor").GetString(), entry.GetProperty("onBehalfOf").GetString()));
    }

    [Fact]
    public async Task Emergency_InTheNameOfAnotherThanWhoCalls_IsRefused()
    {
        string exchange = (await _server.DepositAsync("beacon", """{"ref":"I-1"}""")).Exchange;
        string body = $$"""{"exchange":"{{exchange}}","to":"northmoor","reason":"risk to life","person":"NAME"}""";

        TestServer.Answer another = await DeclareAsync(body.Replace("NAME", "pc-9999", StringComparison.Ordinal), "supervisor");
        TestServer.Answer own = await DeclareAsync(body.Replace("NAME", "pc-1234", StringComparison.Ordinal), "supervisor");

        Assert.Equal((400, "SRV008", 201), (another.Status, another.Code, own.Status));
        Assert.Single((await _server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").EnumerateArray(), e => e.GetProperty("code").GetString() == "SHR012");
    }

    [Fact]
    public async Task Readings_ByTwoOfficersThroughOneSystem_AreTwoEntries()
    {
        string exchange = (await _server.DepositAsync("beacon", """{"ref":"I-1"}""")).Exchange;
        foreach (string officer in (string[])["pc-1", "pc-2", "pc-2"])
        {
            Dictionary<string, object> claims = Claims();
            claims["sub"] = officer;
            claims["htu"] = new Uri(_server.Address, $"/v1/exchanges/{exchange}").ToString();
            TestServer.Answer answer = await _server.CallAsync(HttpMethod.Get, $"/v1/exchanges/{exchange}", r =>
            {
                r.Headers.Add("Authorization", "Bearer " + Estate.KeyOf("beacon"));
                r.Headers.Add("Parley-Reason", "linked burglaries");
                r.Headers.TryAddWithoutValidation(Header, Sign(claims));
            });
            Assert.Equal(200, answer.Status);
        }

        await _server.Part<Parley.Server.Ledger.Sealer>().SealAllAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["person:pc-1", "person:pc-2"],
            (await _server.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("entry"))
                .Where(e => e.GetProperty("action").GetString() == "consultation" && e.TryGetProperty("onBehalfOf", out _)).Select(e => e.GetProperty("onBehalfOf").GetString()));
    }

    [Fact]
    public async Task Header_UsedTwice_IsRefused()
    {
        string header = Sign(Claims());

        Assert.Equal(200, (await AccountAsync("beacon", header)).Status);
        Assert.Equal("ACC103", (await AccountAsync("beacon", header)).Code);
    }

    [Theory]
    [InlineData("iss", "records")]
    [InlineData("htm", "POST")]
    [InlineData("htu", "http://127.0.0.1/v1/exchanges")]
    [InlineData("org", "northmoor")]
    [InlineData("org", "nowhere")]
    [InlineData("sub", "")]
    [InlineData("jti", "")]
    public async Task Header_ThatSaysOtherwise_IsRefused(string claim, string value)
    {
        Dictionary<string, object> claims = Claims();
        claims[claim] = value;

        Assert.Equal(403, (await AccountAsync("beacon", Sign(claims))).Status);
    }

    [Fact]
    public async Task Header_OfAnotherMinute_IsRefused()
    {
        string old = Sign(Claims());
        Dictionary<string, object> future = Claims(seconds: 30);
        Dictionary<string, object> lasting = Claims();
        lasting["exp"] = _issuer.Now + 61;
        Assert.Equal(403, (await AccountAsync("beacon", Sign(future))).Status);
        Assert.Equal(403, (await AccountAsync("beacon", Sign(lasting))).Status);

        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(403, (await AccountAsync("beacon", old)).Status);
    }

    [Fact]
    public async Task Header_FromBeforeTheServerStarted_IsRefused()
    {
        Assert.Equal(403, (await AccountAsync("beacon", Sign(Claims(seconds: -10)))).Status);
    }

    [Fact]
    public async Task Header_OfAnotherKeyOrAlgorithm_IsRefused()
    {
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string forged = TestIssuer.Token(Claims(), "obo", h => h["alg"] = "ES256", s => stranger.SignData(s, HashAlgorithmName.SHA256));
        string unsigned = TestIssuer.Token(Claims(), "obo", h => h["alg"] = "none", _ => []);
        string symmetric = TestIssuer.Token(Claims(), "obo", h => h["alg"] = "HS256", s => HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), s));

        foreach (string header in new[] { forged, unsigned, symmetric, "x", "a.b.c", "", new string('a', 5000) })
        {
            Assert.Equal(403, (await AccountAsync("beacon", header)).Status);
        }
    }

    [Fact]
    public async Task System_ThatMustNameAnOfficer_IsRefusedWithout()
    {
        Assert.Equal(403, (await _server.GetAsync("/account", Estate.KeyOf("custody"))).Status);
        Assert.Equal(200, (await AccountAsync("custody", Sign(Claims("custody"), "custody-key"))).Status);
    }

    [Fact]
    public async Task System_WithoutLeave_IsRefused()
    {
        Assert.Equal(403, (await AccountAsync("records", Sign(Claims("records")))).Status);
    }

    [Fact]
    public async Task Token_WithActor_NamesTheOfficer()
    {
        Dictionary<string, object> claims = _issuer.Claims("urn:parley", "pc-77");
        claims.Remove("client_id");
        claims["act"] = new { sub = "records-client" };
        claims["organisation"] = "northmoor";
        TestServer.Answer good = await _server.GetAsync("/account", _issuer.Token(claims));
        claims["organisation"] = "wexshire";
        TestServer.Answer foreign = await _server.GetAsync("/account", _issuer.Token(claims));
        claims["organisation"] = "northmoor";
        claims["act"] = new { sub = "beacon-client" };
        TestServer.Answer notConfigured = await _server.GetAsync("/account", _issuer.Token(claims));

        Assert.Equal("system:records", good.Json.GetProperty("caller").GetString());
        Assert.Equal("person:pc-77", good.Json.GetProperty("onBehalfOf").GetString());
        Assert.Equal(401, foreign.Status);
        Assert.Equal(401, notConfigured.Status);
    }

    private Dictionary<string, object> Claims(string system = "beacon", int seconds = 0) => new()
    {
        ["iss"] = system,
        ["sub"] = "pc-1234",
        ["org"] = "wexshire",
        ["roles"] = new[] { "supervisor", "emperor" },
        ["iat"] = _issuer.Now + seconds,
        ["exp"] = _issuer.Now + seconds + 60,
        ["jti"] = Guid.NewGuid().ToString(),
        ["htm"] = "GET",
        ["htu"] = new Uri(_server.Address, "/account").ToString(),
    };

    private string Sign(Dictionary<string, object> claims, string key = "obo") =>
        TestIssuer.Token(claims, key, h => h["alg"] = "ES256", s => _key.SignData(s, HashAlgorithmName.SHA256));

    private Task<TestServer.Answer> DeclareAsync(string body, string role)
    {
        Dictionary<string, object> claims = Claims();
        claims["roles"] = new[] { role };
        claims["htm"] = "POST";
        claims["htu"] = new Uri(_server.Address, "/v1/emergencies").ToString();
        return _server.CallAsync(HttpMethod.Post, "/v1/emergencies", r =>
        {
            r.Headers.Add("Authorization", "Bearer " + Estate.KeyOf("beacon"));
            r.Headers.TryAddWithoutValidation(Header, Sign(claims));
            r.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        });
    }

    private Task<TestServer.Answer> AccountAsync(string system, string header) => _server.CallAsync(HttpMethod.Get, "/account", r =>
    {
        r.Headers.Add("Authorization", "Bearer " + Estate.KeyOf(system));
        r.Headers.TryAddWithoutValidation(Header, header);
    });
}
