using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Parley.Server.Tests.Support;

/// <summary>An issuer whose every word a test chooses: it can say what no honest provider would.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private static readonly RSA[] s_keys = [.. Enumerable.Range(0, 3).Select(_ => RSA.Create(2048))];

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private int _fetches;

    private TestIssuer(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    public string Issuer { get; private set; } = "";

    /// <summary>The keys that its key set shows, by name.</summary>
    public Dictionary<string, RSA> Keys { get; } = new() { ["k1"] = Key(0) };

    /// <summary>One of a few key pairs, made once: making one takes long.</summary>
    public static RSA Key(int number) => s_keys[number];

    /// <summary>How often its key set was asked for.</summary>
    public int Fetches => _fetches;

    /// <summary>True to answer 500 to everything.</summary>
    public bool IsDown { get; set; }

    /// <summary>What its discovery document says in the place of its own address; null for the truth.</summary>
    public string? ClaimedIssuer { get; set; }

    public static async Task<TestIssuer> StartAsync(TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        TestIssuer issuer = new(app, time ?? TimeProvider.System);
        app.Run(issuer.HandleAsync);
        await app.StartAsync();
        issuer.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return issuer;
    }

    /// <summary>The claims of a good token; a test takes some away or puts others in.</summary>
    public Dictionary<string, object> Claims(string audience, string subject) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = audience,
        ["sub"] = subject,
        ["client_id"] = subject,
        ["iat"] = Now,
        ["exp"] = Now + 300,
        ["jti"] = Guid.NewGuid().ToString(),
    };

    public long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A token signed with RS256 by one of its keys.</summary>
    public string Token(Dictionary<string, object> claims, string key = "k1", Action<Dictionary<string, object>>? header = null) =>
        Token(claims, key, header, s => Keys[key].SignData(s, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>A token signed as the test wants it.</summary>
    public static string Token(Dictionary<string, object> claims, string key, Action<Dictionary<string, object>>? header, Func<byte[], byte[]> sign)
    {
        Dictionary<string, object> head = new() { ["alg"] = "RS256", ["kid"] = key, ["typ"] = "at+jwt" };
        header?.Invoke(head);
        string signed = $"{Part(head)}.{Part(claims)}";
        return $"{signed}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Part(object value) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(value));

    private Task HandleAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        }

        if (context.Request.Path == "/.well-known/openid-configuration")
        {
            return context.Response.WriteAsJsonAsync(new { issuer = ClaimedIssuer ?? Issuer, jwks_uri = Issuer + "/jwks", authorization_endpoint = Issuer + "/auth", token_endpoint = Issuer + "/token" });
        }

        Interlocked.Increment(ref _fetches);
        return context.Response.WriteAsJsonAsync(new { keys = Keys.Select(k => PublicKey(k.Key, k.Value)) });
    }

    private static object PublicKey(string name, RSA key)
    {
        RSAParameters parameters = key.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = name, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
    }
}
