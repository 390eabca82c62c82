using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Parley.Server.Operations;

/// <summary>What every answer tells a browser: take it as what it says it is, show it nowhere else, keep no copy, load nothing that we did not name.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, WorkspaceHost workspace)
{
    private static readonly StringValues s_nothing = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues s_apiPage =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly StringValues s_noSniff = "nosniff";
    private static readonly StringValues s_noReferrer = "no-referrer";
    private static readonly StringValues s_noStore = "no-store";
    private static readonly StringValues s_sameOrigin = "same-origin";
    private static readonly StringValues s_deny = "DENY";
    private static readonly StringValues s_httpsOnly = "max-age=31536000; includeSubDomains";

    /// <summary>The policy of a page of ours without script.</summary>
    /// <param name="formTarget">A further origin to which its forms may lead, or null.</param>
    public static string PagePolicy(string? formTarget) =>
        $"default-src 'none'; style-src 'self'; img-src data:; form-action 'self'{(formTarget is null ? "" : " " + formTarget)}; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Adds the headers; an endpoint may say otherwise for its own answer.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        bool isApiPage = context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = isApiPage ? s_apiPage : s_nothing;
        headers.XContentTypeOptions = s_noSniff;
        headers["Referrer-Policy"] = s_noReferrer;
        headers.XFrameOptions = s_deny;
        headers["Cross-Origin-Resource-Policy"] = s_sameOrigin;
        headers["Cross-Origin-Opener-Policy"] = s_sameOrigin;
        if (!isApiPage)
        {
            headers.CacheControl = s_noStore;
        }

        if (context.Request.IsHttps || workspace.Current.Workspace.Access.PublicUrl?.StartsWith("https:", StringComparison.Ordinal) == true)
        {
            headers.StrictTransportSecurity = s_httpsOnly;
        }

        return next(context);
    }
}
