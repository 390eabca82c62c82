using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;

namespace Parley.Server.Operations;

/// <summary>
/// The server's certificate as its files have it. Files that have changed are read at the next handshake, so that a renewed certificate needs no restart; what
/// cannot be used is reported once, and the one before stays in use.
/// </summary>
internal sealed class TlsCertificates
{
    private readonly TlsDefinition _tls;
    private readonly Secrets _secrets;
    private readonly ILogger _log;
    private readonly Lock _reading = new();
    private volatile Loaded _current;
    private string _seen;

    /// <summary>Reads the files for the first time.</summary>
    /// <exception cref="ServerStartException">There is no usable certificate.</exception>
    public TlsCertificates(TlsDefinition tls, Secrets secrets, ILogger log)
    {
        (_tls, _secrets, _log) = (tls, secrets, log);
        try
        {
            _seen = Stamp();
            _current = Load();
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            throw new ServerStartException($"the server's certificate cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>What proves the server at a handshake that begins now.</summary>
    public SslStreamCertificateContext Context => Current().Context;

    /// <summary>The certificate itself.</summary>
    public X509Certificate2 Certificate => Current().Context.TargetCertificate;

    /// <summary>Who may have issued callers' certificates; none for anybody.</summary>
    public X509Certificate2Collection Authorities => _current.Authorities;

    private static bool IsOfFiles(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or CryptographicException or InvalidOperationException or ArgumentException;

    private Loaded Current()
    {
        if (Stamp() is string stamp && stamp != Volatile.Read(ref _seen))
        {
            lock (_reading)
            {
                if (stamp != _seen)
                {
                    Volatile.Write(ref _seen, stamp);
                    Reload();
                }
            }
        }

        return _current;
    }

    // The one before is not disposed: handshakes that have begun use it.
    private void Reload()
    {
        try
        {
            _current = Load();
            Log.CertificateRenewed(_log, _current.Context.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            // Certificate and key are written one after the other: the second brings another look.
            Log.CertificateUnusable(_log, fault.Message);
        }
    }

    private Loaded Load()
    {
        string path = _secrets.PathOf(_tls.Certificate);
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(path);

        // A key in PEM must be imported anew on some systems before TLS can use it.
        using X509Certificate2 pair = X509Certificate2.CreateFromPem(File.ReadAllText(path), _secrets.Get(_tls.Key));
        X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
        X509Certificate2Collection authorities = [];
        if (_tls.ClientAuthority is string authority)
        {
            authorities.ImportFromPemFile(_secrets.PathOf(authority));
        }

        return new Loaded(SslStreamCertificateContext.Create(certificate, chain, offline: true), authorities);
    }

    /// <summary>Tells files that were written anew from those that were read.</summary>
    private string Stamp()
    {
        string?[] files = [_tls.Certificate, _tls.Key.Source == "file" ? _tls.Key.Name : null, _tls.ClientAuthority];
        return string.Join(' ', files.OfType<string>().Select(f => new FileInfo(_secrets.PathOf(f))).Select(f => f.Exists ? $"{f.LastWriteTimeUtc.Ticks}:{f.Length}" : "none"));
    }

    private sealed record Loaded(SslStreamCertificateContext Context, X509Certificate2Collection Authorities);
}
