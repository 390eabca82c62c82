using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.Server.Operations;

/// <summary>Answers HEAD as it answers GET, without the body (RFC 9110, section 9.3.2). An object has an answer of its own, for an upload goes on from it.</summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    /// <summary>Goes on as for GET; the body is written to nowhere: over HTTP/2 the server would send it, and the caller take the answer for a broken one.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method) || IsObject(context.Request.Path))
        {
            await next(context);
            return;
        }

        IHttpResponseBodyFeature body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null, body));
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Features.Set(body);
        }
    }

    private static bool IsObject(PathString path) =>
        path.StartsWithSegments("/v1/media", StringComparison.Ordinal, out PathString rest) && rest.HasValue && rest.Value!.IndexOf('/', 1) < 0;
}
