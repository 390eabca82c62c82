using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Tests.Support;

/// <summary>A recipient that talks to nobody without a client certificate of its own authority, with the files that a client needs.</summary>
internal sealed class TlsRecipient : IAsyncDisposable
{
    private static readonly DateTimeOffset s_from = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly X509Certificate2 _authority = MakeAuthority();
    private readonly WebApplication _app;

    private TlsRecipient()
    {
        X509Certificate2 server = X509CertificateLoader.LoadPkcs12(Issue(_authority, "localhost").Export(X509ContentType.Pkcs12), null);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(server, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => certificate.Issuer == _authority.Subject;
        })));
        _app = builder.Build();
        _app.Run(context =>
        {
            Callers.Enqueue(context.Connection.ClientCertificate!.Subject);
            return Task.CompletedTask;
        });
    }

    /// <summary>Who called, by the subject of its certificate.</summary>
    public ConcurrentQueue<string> Callers { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static async Task<TlsRecipient> StartAsync()
    {
        TlsRecipient recipient = new();
        await recipient._app.StartAsync();
        Uri bound = new(recipient._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        recipient.Address = new Uri($"https://localhost:{bound.Port}/in");
        return recipient;
    }

    /// <summary>Writes <c>client.pem</c>, <c>client.key</c> and <c>authority.pem</c> into a folder.</summary>
    public void WriteClientFiles(string folder)
    {
        using X509Certificate2 client = Issue(_authority, "parley-client");
        File.WriteAllText(Path.Combine(folder, "client.pem"), client.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "client.key"), client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "authority.pem"), _authority.ExportCertificatePem());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _authority.Dispose();
    }

    private static X509Certificate2 MakeAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(s_from, s_from.AddDays(30));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(authority, s_from, s_from.AddDays(20), RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }
}
