using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;

namespace Parley.Server.Operations;

/// <summary>Makes an https address prove itself by the workspace's certificate, and lets callers present theirs.</summary>
internal static class TlsListener
{
    /// <summary>What to do with a listener: nothing for http.</summary>
    /// <exception cref="ServerStartException">There is no usable certificate.</exception>
    public static Action<ListenOptions> Of(Uri address, ServerOptions options, ILogger log)
    {
        if (address.Scheme != "https")
        {
            return static _ => { };
        }

        TlsDefinition tls = options.Workspace.Installation.Tls ?? throw new ServerStartException("an https address needs 'tls' in parley.yaml", null);
        TlsCertificates certificates = new(tls, new Secrets(options.Root), log);
        return listen => listen.UseHttps(https => Configure(https, certificates));
    }

    private static void Configure(HttpsConnectionAdapterOptions https, TlsCertificates certificates)
    {
        https.ServerCertificate = certificates.Certificate;
        https.OnAuthenticate = (_, tls) => tls.ServerCertificateContext = certificates.Context;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;

        // Who it belongs to, and whether it is in force, is for Access/CertificateTable.cs, which follows a reload; here a stranger's is turned away early.
        https.ClientCertificateValidation = (presented, _, _) => certificates.Authorities is not { Count: > 0 } authorities || IsIssuedBy(presented, authorities);
    }

    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }
}
