using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Keeps pages of other sites from acting with a browser's cookie: such a request needs a token that only our pages show, and must come from them.</summary>
internal static class Csrf
{
    /// <summary>The header that carries the token.</summary>
    public const string Header = "X-CSRF-Token";

    /// <summary>The field that carries it in a form.</summary>
    public const string Field = "csrf";

    private static readonly byte[] s_purpose = Encoding.ASCII.GetBytes("parley-csrf");

    /// <summary>The token of a cookie's secret; says nothing of it.</summary>
    public static string TokenOf(string secret) => Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), s_purpose));

    /// <summary>Whether a method changes nothing.</summary>
    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>A problem unless the request comes from our own pages and has the token of a secret.</summary>
    public static async Task CheckAsync(HttpContext context, AccessDefinition access, string secret)
    {
        if (!IsFromHere(context.Request, PublicAddress.Of(context, access)))
        {
            throw Refused("It does not say that it comes from this site.", "header Origin");
        }

        string? given = context.Request.Headers[Header];
        if (given is null && context.Request.HasFormContentType)
        {
            given = (await FormAsync(context))[Field];
        }

        if (given is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(TokenOf(secret))))
        {
            throw Refused("It lacks the session's token.", $"header {Header}");
        }
    }

    /// <summary>The fields of a small form; a problem when it is none.</summary>
    public static async Task<IFormCollection> FormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            throw new ProblemException(new Problem(415, ServerIssues.WrongMediaType, "A form is wanted.", "header Content-Type"));
        }

        try
        {
            return await context.Request.ReadFormAsync(
                new Microsoft.AspNetCore.Http.Features.FormOptions { ValueCountLimit = 32, KeyLengthLimit = 64, ValueLengthLimit = 4096, BufferBodyLengthLimit = 64 << 10, MultipartBodyLengthLimit = 64 << 10 },
                context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "The form is larger than any of this server's.", "body"));
        }
    }

    private static bool IsFromHere(HttpRequest request, string own)
    {
        string? origin = request.Headers.Origin;
        return origin is not null ? string.Equals(origin, own, StringComparison.OrdinalIgnoreCase) : request.Headers["Sec-Fetch-Site"] == "same-origin";
    }

    private static ProblemException Refused(string cause, string place) => new(new Problem(403, AccessProblems.ForeignRequest, cause, place));
}
