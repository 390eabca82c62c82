using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Systems known by their client certificates, over the server's own https.</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();

    private readonly ManualTime _time = new();
    private readonly string _root = TestServer.NewFolder();
    private readonly X509Certificate2 _authority = Authority("CN=Wexshire Systems");
    private readonly X509Certificate2 _exact = SelfSigned("CN=beacon");
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        using X509Certificate2 own = SelfSigned("CN=localhost");
        WriteOwn(own);
        File.WriteAllText(Path.Combine(_root, "authority.pem"), _authority.ExportCertificatePem());
        Estate estate = new Estate().System("beacon").System("records");
        estate.Listen = "https://127.0.0.1:0";
        estate.Tls = new TlsDefinition("server.pem", new SecretReference("file", "server.key"), null);
        estate.Access = new AccessDefinition
        {
            Certificates =
            [
                new CertificateDefinition("beacon", Convert.ToHexStringLower(_exact.GetCertHash(HashAlgorithmName.SHA256)), null, null),
                new CertificateDefinition("records", null, "CN=records, O=Wexshire", "authority.pem"),
            ],
        };
        _server = await TestServer.StartAsync(estate, _root, o => o with { Time = _time });
        await Administrators.CreateAsync(estate, _root);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _exact.Dispose();
    }

    [Fact]
    public async Task ExactCertificate_IsItsSystem() => Assert.Equal((200, "system:beacon"), await WhoAsync(_exact));

    [Fact]
    public async Task IssuedCertificate_IsItsSystem()
    {
        using X509Certificate2 issued = Issue(_authority, "CN=records, O=Wexshire");
        Assert.Equal((200, "system:records"), await WhoAsync(issued));
    }

    [Fact]
    public async Task OtherCertificates_AreNobody()
    {
        using X509Certificate2 stranger = SelfSigned("CN=beacon");
        using X509Certificate2 selfNamed = SelfSigned("CN=records, O=Wexshire");
        using X509Certificate2 otherAuthority = Authority("CN=Wexshire Systems");
        using X509Certificate2 forged = Issue(otherAuthority, "CN=records, O=Wexshire");
        using X509Certificate2 otherSubject = Issue(_authority, "CN=records, O=Wexshire, OU=other");
        using X509Certificate2 expired = Issue(_authority, "CN=records, O=Wexshire", until: s_now.AddMinutes(-1));
        using X509Certificate2 forServers = Issue(_authority, "CN=records, O=Wexshire", usage: "1.3.6.1.5.5.7.3.1");

        foreach (X509Certificate2 certificate in new[] { stranger, selfNamed, forged, otherSubject, expired, forServers })
        {
            Assert.Equal((401, null), await WhoAsync(certificate));
        }

        Assert.Equal((401, null), await WhoAsync((X509Certificate2?)null));
    }

    [Theory]
    [InlineData("/v1/agreements")]
    [InlineData("/v1/events")]
    [InlineData("/openapi/v1.json")]
    public async Task Head_OverHttp2_IsAnsweredAsGetIs_WithoutABody(string path)
    {
        using HttpClient client = Client(_exact);
        client.DefaultRequestVersion = System.Net.HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using HttpRequestMessage get = new(HttpMethod.Get, path) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
        using HttpRequestMessage head = new(HttpMethod.Head, path) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };

        using HttpResponseMessage got = await client.SendAsync(get, TestContext.Current.CancellationToken);
        using HttpResponseMessage asked = await client.SendAsync(head, TestContext.Current.CancellationToken);

        Assert.Equal((got.StatusCode, got.Content.Headers.ContentType, new Version(2, 0)), (asked.StatusCode, asked.Content.Headers.ContentType, asked.Version));
        Assert.Empty(await asked.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task IssuedCertificate_EndsWithItsAuthority_AndWithItself_WithoutAReload()
    {
        using X509Certificate2 longer = Issue(_authority, "CN=records, O=Wexshire", until: s_now.AddDays(30));
        using X509Certificate2 shorter = Issue(_authority, "CN=records, O=Wexshire");
        using HttpClient open = Client(longer);
        Assert.Equal((200, "system:records"), await WhoAsync(open));
        Assert.Equal((200, "system:records"), await WhoAsync(shorter));

        _time.Advance(TimeSpan.FromHours(25));
        Assert.Equal((200, "system:records"), await WhoAsync(open));
        Assert.Equal((401, null), await WhoAsync(shorter));

        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal((401, null), await WhoAsync(open));
        Assert.Equal((401, null), await WhoAsync(longer));
    }

    [Fact]
    public async Task IssuedCertificate_WhoseAuthorityIsNotYetInForce_IsTakenOnceItIs()
    {
        _time.Advance(TimeSpan.FromDays(-4));
        using X509Certificate2 early = Issue(_authority, "CN=records, O=Wexshire", from: s_now.AddDays(-30));
        Assert.Equal((401, null), await WhoAsync(early));

        _time.Advance(TimeSpan.FromDays(4));
        Assert.Equal((200, "system:records"), await WhoAsync(early));
    }

    [Fact]
    public async Task Certificate_DepositsAsItsSystemOnly()
    {
        using HttpClient client = Client(_exact);
        using HttpResponseMessage own = await client.PostAsync("/v1/systems/beacon/messages/incident", Message(), TestContext.Current.CancellationToken);
        using HttpResponseMessage other = await client.PostAsync("/v1/systems/records/messages/incident", Message(), TestContext.Current.CancellationToken);

        Assert.Equal(202, (int)own.StatusCode);
        Assert.Equal(403, (int)other.StatusCode);
    }

    [Fact]
    public async Task ServersCertificate_Renewed_IsTakenUpByTheNextConnection_AndABrokenOneIsNot()
    {
        string first = await ServerAsync();
        using X509Certificate2 renewed = SelfSigned("CN=localhost, O=Renewed");
        WriteOwn(renewed);
        string second = await ServerAsync();
        File.WriteAllText(Path.Combine(_root, "server.pem"), "no certificate");
        string third = await ServerAsync();
        using X509Certificate2 again = SelfSigned("CN=localhost, O=Again");
        File.WriteAllText(Path.Combine(_root, "server.pem"), again.ExportCertificatePem());
        string half = await ServerAsync();
        WriteOwn(again);
        string whole = await ServerAsync();

        Assert.Equal(("CN=localhost", "CN=localhost, O=Renewed"), (first, second));
        Assert.Equal((second, second, "CN=localhost, O=Again"), (third, half, whole));
    }

    [Fact]
    public async Task OverHttps_CookiesAreHostBound_AndTheBrowserIsToldToStay()
    {
        using Browser browser = new(Handler(null));

        await browser.SignInAsync(_server.Address, follow: false);

        string cookie = browser.SetCookies.Single(c => c.StartsWith("__Host-parley=", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("max-age=31536000", Assert.Single(browser.Response.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
    }

    private void WriteOwn(X509Certificate2 certificate)
    {
        File.WriteAllText(Path.Combine(_root, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_root, "server.key"), certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The subject of the certificate by which the server proves itself to a connection of its own.</summary>
    private async Task<string> ServerAsync()
    {
        string subject = "";
        SocketsHttpHandler handler = Handler(null);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, errors) =>
        {
            // What it is asked for is which one it shows, whoever signed it.
            subject = presented?.Subject ?? "";
            return (errors & SslPolicyErrors.RemoteCertificateNotAvailable) == 0;
        };
        using HttpClient client = new(handler) { BaseAddress = _server.Address };
        using HttpResponseMessage response = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        return subject;
    }

    private static ByteArrayContent Message() =>
        new(Encoding.UTF8.GetBytes("""{"ref":"A"}""")) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static X509Certificate2 Authority(string subject)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(s_now.AddDays(-2), s_now.AddDays(2));
    }

    private static X509Certificate2 SelfSigned(string subject)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Usable(request.CreateSelfSigned(s_now.AddDays(-1), s_now.AddDays(1)));
    }

    private static X509Certificate2 Issue(
        X509Certificate2 authority, string subject, DateTimeOffset? until = null, string usage = "1.3.6.1.5.5.7.3.2", DateTimeOffset? from = null)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));

        // Signed with the key alone: with the certificate, none is made that lives longer than its authority.
        using X509Certificate2 issued = request.Create(
            authority.SubjectName,
            X509SignatureGenerator.CreateForRSA(authority.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1),
            from ?? s_now.AddDays(-1),
            until ?? s_now.AddDays(1),
            RandomNumberGenerator.GetBytes(8));
        return Usable(issued.CopyWithPrivateKey(key));
    }

    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        }
    }

    private static SocketsHttpHandler Handler(X509Certificate2? certificate)
    {
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented is not null;
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return handler;
    }

    private HttpClient Client(X509Certificate2? certificate) => new(Handler(certificate)) { BaseAddress = _server.Address };

    private async Task<(int Status, string? Caller)> WhoAsync(X509Certificate2? certificate)
    {
        using HttpClient client = Client(certificate);
        return await WhoAsync(client);
    }

    private static async Task<(int Status, string? Caller)> WhoAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync("/account", TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.IsSuccessStatusCode ? System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("caller").GetString() : null);
    }
}
