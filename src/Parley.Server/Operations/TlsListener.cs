using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Parley.Engine.Workspace;

namespace Parley.Server.Operations;

/// <summary>Makes an https address prove itself by the workspace's certificate, and lets callers present theirs.</summary>
internal static class TlsListener
{
    /// <summary>What to do with a listener: nothing for http.</summary>
    /// <exception cref="ServerStartException">There is no usable certificate.</exception>
    public static Action<ListenOptions> Of(Uri address, ServerOptions options)
    {
        if (address.Scheme != "https")
        {
            return static _ => { };
        }

        TlsDefinition tls = options.Workspace.Installation.Tls ?? throw new ServerStartException("an https address needs 'tls' in parley.yaml", null);
        Secrets secrets = new(options.Root);
        try
        {
            X509Certificate2Collection chain = [];
            chain.ImportFromPemFile(secrets.PathOf(tls.Certificate));
            X509Certificate2 certificate = Load(File.ReadAllText(secrets.PathOf(tls.Certificate)), secrets.Get(tls.Key));
            X509Certificate2Collection authorities = [];
            if (tls.ClientAuthority is string path)
            {
                authorities.ImportFromPemFile(secrets.PathOf(path));
            }

            return listen => listen.UseHttps(https => Configure(https, certificate, chain, authorities));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or InvalidOperationException)
        {
            throw new ServerStartException($"the server's certificate cannot be used: {fault.Message}", fault);
        }
    }

    private static void Configure(HttpsConnectionAdapterOptions https, X509Certificate2 certificate, X509Certificate2Collection chain, X509Certificate2Collection authorities)
    {
        https.ServerCertificate = certificate;
        https.ServerCertificateChain = chain;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;

        // Who it belongs to, and whether it is in force, is for Access/CertificateTable.cs, which follows a reload; here a stranger's is turned away early.
        https.ClientCertificateValidation = (presented, _, _) => authorities.Count == 0 || IsIssuedBy(presented, authorities);
    }

    // A key in PEM must be imported anew on some systems before TLS can use it.
    private static X509Certificate2 Load(string certificate, string key)
    {
        using X509Certificate2 pair = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
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
