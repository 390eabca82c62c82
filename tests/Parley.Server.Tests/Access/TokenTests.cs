using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Access tokens of systems: which hold, and which must not.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private static readonly string[] s_critical = ["exp"];

    private const string Audience = "urn:parley:systems";

    private readonly ManualTime _time = new();
    private TestIssuer _issuer = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync(_time);
        Estate estate = new Estate().System("beacon").System("records");
        estate.Access = new AccessDefinition
        {
            Rates = new RateRules { Anonymous = new Rate(1000, 1000) },
            Issuers = [new TokenIssuerDefinition { Issuer = _issuer.Issuer, Audience = Audience, Systems = new Dictionary<string, string> { ["beacon-client"] = "beacon" } }],
        };
        _server = await TestServer.StartAsync(estate, change: o => o with { Time = _time });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task GoodToken_IsTheSystem_AndNoOther()
    {
        string token = _issuer.Token(Good());

        TestServer.Answer account = await _server.GetAsync("/account", token);
        TestServer.Answer own = await DepositAsync("beacon", token);
        TestServer.Answer other = await DepositAsync("records", token);

        Assert.Equal("system:beacon", account.Json.GetProperty("caller").GetString());
        Assert.Equal(202, own.Status);
        Assert.Equal(403, other.Status);
    }

    public static TheoryData<string> Faults =>
    [
        "alg none", "alg none without signature", "HS256 with the public key", "HS256 with the modulus", "expired", "not yet", "without exp", "wrong audience", "wrong issuer",
        "issuer with a slash", "another key of the same name", "unknown key", "cut signature", "changed claims", "critical extension", "logout token", "encrypted",
        "client unknown", "person's token of the client", "act without leave", "key in the header", "without key name", "algorithm of another family", "empty", "two parts",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task FaultyToken_IsRefused_AsAnyOther(string fault)
    {
        _issuer.Keys["k2"] = TestIssuer.Key(1);
        Assert.Equal(200, (await _server.GetAsync("/account", _issuer.Token(Good()))).Status);

        TestServer.Answer answer = await _server.CallAsync(HttpMethod.Get, "/account", r => r.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Forge(fault)));

        Assert.Equal(401, answer.Status);
        Assert.Equal("SRV001", answer.Code);
        Assert.Equal((await _server.GetAsync("/account", "nonsense")).Text, answer.Text);
    }

    [Fact]
    public async Task Expiry_AllowsTheSkew_AndNoMore()
    {
        string token = _issuer.Token(Good());

        _time.Advance(TimeSpan.FromSeconds(329));
        Assert.Equal(200, (await _server.GetAsync("/account", token)).Status);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (await _server.GetAsync("/account", token)).Status);
    }

    [Fact]
    public async Task KeyRotation_IsFollowed_ButInventedKeysAreNotFetchedFor()
    {
        Assert.Equal(200, (await _server.GetAsync("/account", _issuer.Token(Good()))).Status);
        Assert.Equal(1, _issuer.Fetches);
        _time.Advance(TimeSpan.FromSeconds(31));
        _issuer.Keys["k2"] = TestIssuer.Key(1);
        _issuer.Keys.Remove("k1", out RSA? old);
        string fresh = _issuer.Token(Good(), "k2");

        Assert.Equal(200, (await _server.GetAsync("/account", fresh)).Status);
        Assert.Equal(2, _issuer.Fetches);
        RSA invented = TestIssuer.Key(2);
        for (int i = 0; i < 20; i++)
        {
            string token = TestIssuer.Token(Good(), $"invented-{i}", null, s => invented.SignData(s, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            Assert.Equal(401, (await _server.GetAsync("/account", token)).Status);
        }

        Assert.Equal(2, _issuer.Fetches);
        string retired = TestIssuer.Token(Good(), "k1", null, s => old!.SignData(s, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(401, (await _server.GetAsync("/account", retired)).Status);
    }

    [Fact]
    public async Task IssuerDown_Is503_AndWhatIsKnownStaysGood()
    {
        _issuer.IsDown = true;
        TestServer.Answer first = await _server.GetAsync("/account", _issuer.Token(Good()));
        Assert.Equal(503, first.Status);
        Assert.Equal("ACC104", first.Code);
        Assert.Equal(200, (await _server.CallAsync(HttpMethod.Get, "/health/live", null, _issuer.Token(Good()))).Status);

        _issuer.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await _server.GetAsync("/account", _issuer.Token(Good()))).Status);
        _issuer.IsDown = true;
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(200, (await _server.GetAsync("/account", _issuer.Token(Good()))).Status);
    }

    [Fact]
    public async Task DiscoveryOfAnotherIssuer_IsNotBelieved()
    {
        _issuer.ClaimedIssuer = "https://id.example.org";

        Assert.Equal(503, (await _server.GetAsync("/account", _issuer.Token(Good()))).Status);
        Assert.Equal(0, _issuer.Fetches);
    }

    private Dictionary<string, object> Good() => _issuer.Claims(Audience, "beacon-client");

    private Dictionary<string, object> With(string name, object value)
    {
        Dictionary<string, object> claims = Good();
        claims[name] = value;
        return claims;
    }

    private string Forge(string fault)
    {
        RSA key = _issuer.Keys["k1"];
        string good = _issuer.Token(Good());
        string[] parts = good.Split('.');
        byte[] pem = Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem());
        byte[] modulus = key.ExportParameters(false).Modulus!;
        RSA stranger = TestIssuer.Key(2);
        Func<byte[], byte[]> byStranger = s => stranger.SignData(s, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Dictionary<string, object> withoutExp = Good();
        withoutExp.Remove("exp");
        return fault switch
        {
            "alg none" => TestIssuer.Token(Good(), "k1", h => h["alg"] = "none", _ => []),
            "alg none without signature" => TestIssuer.Token(Good(), "k1", h => h["alg"] = "None", _ => [1, 2, 3]),
            "HS256 with the public key" => TestIssuer.Token(Good(), "k1", h => h["alg"] = "HS256", s => HMACSHA256.HashData(pem, s)),
            "HS256 with the modulus" => TestIssuer.Token(Good(), "k1", h => h["alg"] = "HS256", s => HMACSHA256.HashData(modulus, s)),
            "expired" => _issuer.Token(With("exp", _issuer.Now - 60)),
            "not yet" => _issuer.Token(With("nbf", _issuer.Now + 60)),
            "without exp" => _issuer.Token(withoutExp),
            "wrong audience" => _issuer.Token(With("aud", "urn:another")),
            "wrong issuer" => _issuer.Token(With("iss", "https://id.example.org")),
            "issuer with a slash" => _issuer.Token(With("iss", _issuer.Issuer + "/")),
            "another key of the same name" => TestIssuer.Token(Good(), "k1", null, byStranger),
            "unknown key" => TestIssuer.Token(Good(), "k9", null, byStranger),
            "cut signature" => good[..^8],
            "changed claims" => $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("beacon-client", "records-clien", StringComparison.Ordinal))}.{parts[2]}",
            "critical extension" => _issuer.Token(Good(), header: h => h["crit"] = s_critical),
            "logout token" => _issuer.Token(Good(), header: h => h["typ"] = "logout+jwt"),
            "encrypted" => $"{good}.AAAA.AAAA",
            "client unknown" => _issuer.Token(_issuer.Claims(Audience, "another-client")),
            "person's token of the client" => _issuer.Token(With("sub", "amina")),
            "act without leave" => _issuer.Token(With("act", new { client_id = "beacon-client" })),
            "key in the header" => TestIssuer.Token(Good(), "k1", h => h["jwk"] = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(stranger.ExportParameters(false))).N, byStranger),
            "without key name" => _issuer.Token(Good(), header: h => h.Remove("kid")),
            "algorithm of another family" => _issuer.Token(Good(), header: h => h["alg"] = "PS256"),
            "empty" => "..",
            "two parts" => $"{parts[0]}.{parts[1]}",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    private Task<TestServer.Answer> DepositAsync(string system, string token) =>
        _server.DepositAsync(system, """{"ref":"A"}""", change: r => r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token));
}
