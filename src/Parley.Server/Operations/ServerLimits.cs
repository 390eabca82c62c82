using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parley.Server.Operations;

/// <summary>What one caller can ask of the server at most; <c>docs/reference/limits.md</c> lists it.</summary>
internal static class ServerLimits
{
    public const int MostConnections = 10_000;
    public const int MostRequestLine = 8 << 10;
    public const int MostHeaderBytes = 32 << 10;
    public const int MostHeaders = 64;
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    /// <summary>Sets the limits and the address.</summary>
    public static void Apply(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = MostConnections;
        limits.MaxRequestBodySize = options.Workspace.Installation.MaxMessageBytes;
        limits.MaxRequestLineSize = MostRequestLine;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = KeepAlive;
        Uri address = new(options.Listen ?? options.Workspace.Installation.Listen);
        if (address.Host is "localhost")
        {
            kestrel.ListenLocalhost(address.Port);
        }
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip))
        {
            kestrel.Listen(ip, address.Port);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port);
        }
    }
}
