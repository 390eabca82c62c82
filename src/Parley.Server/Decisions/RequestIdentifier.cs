using Microsoft.AspNetCore.Http;

namespace Parley.Server.Decisions;

/// <summary>The identifier that whoever asks gives to a request (<c>X-Request-ID</c>).</summary>
internal static class RequestIdentifier
{
    private const string Header = "X-Request-ID";

    /// <summary>Whoever asks finds the answer again by the identifier it gave; text that no header can carry is left out.</summary>
    public static void Echo(HttpContext context)
    {
        string? id = context.Request.Headers[Header];
        if (id is { Length: > 0 } && id.All(c => c is >= ' ' and <= '~'))
        {
            context.Response.Headers[Header] = id;
        }
    }
}
