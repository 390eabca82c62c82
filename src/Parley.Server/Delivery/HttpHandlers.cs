using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Delivery;

/// <summary>Makes the handlers under all calls the platform makes: no redirects, no cookies, no proxy, no decompression, bounded connections.</summary>
internal static class HttpHandlers
{
    /// <summary>Makes a handler, with a client certificate where one is asked for.</summary>
    public static SocketsHttpHandler Make(MutualTlsAuth? auth, Secrets secrets, int connections)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            MaxConnectionsPerServer = connections,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 64,
            ActivityHeadersPropagator = Tracing.IsOn ? DistributedContextPropagator.Current : null,
        };
        if (auth is not null)
        {
            handler.SslOptions = Certificates(auth, secrets);
        }

        return handler;
    }

    private static SslClientAuthenticationOptions Certificates(MutualTlsAuth auth, Secrets secrets)
    {
        X509Certificate2 certificate = X509Certificate2.CreateFromPem(
            File.ReadAllText(secrets.PathOf(auth.Certificate)), secrets.Get(auth.Key));
        SslClientAuthenticationOptions options = new()
        {
            ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
        };
        if (auth.Authority is not null)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(secrets.PathOf(auth.Authority));
            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
