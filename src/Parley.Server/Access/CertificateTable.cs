using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>The client certificates by which systems are known.</summary>
internal sealed class CertificateTable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int MostRemembered = 1000;

    private readonly Dictionary<string, Caller> _exact = new(StringComparer.Ordinal);
    private readonly List<(string Subject, X509Certificate2 Authority, Caller Caller)> _issued = [];
    private readonly ConcurrentDictionary<string, List<(Caller Caller, DateTimeOffset From, DateTimeOffset Until)>> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the table of a workspace. An authority whose file cannot be read lets nobody in.</summary>
    public static CertificateTable Build(LoadedWorkspace workspace, Secrets secrets)
    {
        CertificateTable table = new();
        foreach (CertificateDefinition certificate in workspace.Access.Certificates)
        {
            Caller caller = SystemCallers.Of(workspace.Systems[certificate.System], "certificate");
            if (certificate.Sha256 is string digest)
            {
                table._exact[digest] = caller;
            }
            else if (certificate is { Subject: string subject, Authority: string path } && File.Exists(secrets.PathOf(path)))
            {
                table._issued.Add((subject, X509Certificate2.CreateFromPem(File.ReadAllText(secrets.PathOf(path))), caller));
            }
        }

        return table;
    }

    /// <summary>The system of a certificate; null when it is none's, or its time has not come or is over.</summary>
    public Caller? Find(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
        {
            return null;
        }

        string digest = Convert.ToHexStringLower(certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));
        if (_exact.TryGetValue(digest, out Caller? exact))
        {
            return exact;
        }

        // What it descends from is worked out once; whether all of that is in force, authority included, is asked each time.
        if (!_known.TryGetValue(digest, out List<(Caller Caller, DateTimeOffset From, DateTimeOffset Until)>? descents))
        {
            descents = [.. _issued.Where(i => i.Subject == certificate.Subject).SelectMany(i => Descent(certificate, i.Authority, i.Caller))];
            if (_known.Count < MostRemembered)
            {
                _known[digest] = descents;
            }
        }

        return descents.Find(d => d.From <= now && now <= d.Until).Caller;
    }

    // Revocation is not asked for: lists are fetched over the network, from addresses that the certificate itself names. A certificate is revoked by
    // taking it out of access.yaml, or its authority by taking that out.
    private static IEnumerable<(Caller Caller, DateTimeOffset From, DateTimeOffset Until)> Descent(X509Certificate2 certificate, X509Certificate2 authority, Caller caller)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ClientAuthentication));
        if (chain.Build(certificate))
        {
            yield return (
                caller,
                chain.ChainElements.Max(e => e.Certificate.NotBefore).ToUniversalTime(),
                chain.ChainElements.Min(e => e.Certificate.NotAfter).ToUniversalTime());
        }
    }
}
