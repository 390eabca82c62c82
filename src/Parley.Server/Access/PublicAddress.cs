using System.Net;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;

namespace Parley.Server.Access;

/// <summary>The address by which callers reach the server.</summary>
internal static class PublicAddress
{
    /// <summary>Scheme, host and port without a slash at the end: what <c>public-url</c> says, otherwise what the request was sent to.</summary>
    public static string Of(HttpContext context, AccessDefinition access) =>
        access.PublicUrl ?? $"{context.Request.Scheme}://{context.Request.Host.Value}";

    /// <summary>Whether browsers reach it by https.</summary>
    public static bool IsEncrypted(HttpContext context, AccessDefinition access) =>
        context.Request.IsHttps || access.PublicUrl?.StartsWith("https:", StringComparison.Ordinal) == true;

    /// <summary>Whether a session may be kept: over https, or without leaving this machine.</summary>
    public static bool MayKeepSessions(HttpContext context, AccessDefinition access) => IsEncrypted(context, access)
        || (context.Connection.RemoteIpAddress is IPAddress from && IPAddress.IsLoopback(from)
            && Uri.TryCreate(Of(context, access), UriKind.Absolute, out Uri? address) && address.IsLoopback);
}
