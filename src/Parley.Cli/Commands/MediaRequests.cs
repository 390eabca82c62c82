using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>What the commands that read objects share.</summary>
internal static class MediaRequests
{
    /// <summary>A request to read, with what for and why.</summary>
    public static HttpRequestMessage Get(string address, string? purpose, string? reason)
    {
        HttpRequestMessage request = new(HttpMethod.Get, address);
        StatedReason.Add(request.Headers, purpose, reason);
        return request;
    }
}
