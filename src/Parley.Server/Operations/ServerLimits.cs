using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Operations;

/// <summary>What one caller can ask of the server at most; <c>docs/reference/limits.md</c> lists it.</summary>
internal static class ServerLimits
{
    public const int MostConnections = 10_000;
    public const int MostRequestLine = 8 << 10;
    public const int MostHeaderBytes = 32 << 10;
    public const int MostHeaders = 64;
    private const long Slack = 1 << 20;
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    /// <summary>Sets the limits and the address.</summary>
    public static void Apply(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = MostConnections;
        // The message limit itself is kept by who reads the body. Somewhat more is let in, so that a sender just past it can read its refusal
        // instead of finding the connection cut.
        limits.MaxRequestBodySize = ((long)options.Workspace.Installation.MaxMessageBytes * 2) + Slack;
        limits.MaxRequestLineSize = MostRequestLine;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = KeepAlive;
        Uri address = new(options.Listen ?? options.Workspace.Installation.Listen);
        Action<ListenOptions> tls = TlsListener.Of(address, options, kestrel.ApplicationServices.GetRequiredService<ILogger<TlsCertificates>>());
        if (address.Host is "localhost")
        {
            kestrel.ListenLocalhost(address.Port, tls);
        }
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip))
        {
            kestrel.Listen(ip, address.Port, tls);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, tls);
        }
    }
}
