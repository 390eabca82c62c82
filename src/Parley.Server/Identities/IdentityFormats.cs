using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Identities;

/// <summary>Which form a request asks for, and how a graph is answered in each.</summary>
internal static class IdentityFormats
{
    private static readonly (IdentityFormat Format, string Word, string MediaType)[] s_formats =
    [
        (IdentityFormat.Json, "json", "application/json"), (IdentityFormat.GraphMl, "graphml", "application/graphml+xml"), (IdentityFormat.Csv, "csv", "application/zip"),
        (IdentityFormat.GeoJson, "geojson", "application/geo+json"), (IdentityFormat.JsonLd, "jsonld", "application/ld+json"),
    ];

    /// <summary>The form: by <c>format</c> of the query, else by the first media type of <c>Accept</c> that is one, else JSON.</summary>
    /// <exception cref="ProblemException">There is no such format (400).</exception>
    public static IdentityFormat Of(HttpRequest request)
    {
        string? word = request.Query["format"];
        if (word is not null)
        {
            return Array.Find(s_formats, f => f.Word == word) is { Word: not null } known
                ? known.Format
                : throw new ProblemException(new Problem(
                    400, IdentityIssues.NotUnderstood, $"'{word}' is no format; there are {string.Join(", ", s_formats.Select(f => f.Word))}.", "query: format"));
        }

        IEnumerable<string> accepted = request.Headers.Accept.ToString().Split(',').Select(a => a.Split(';')[0].Trim());
        return accepted.Select(a => Array.Find(s_formats, f => f.MediaType == a)).FirstOrDefault(f => f.Word is not null).Format;
    }

    /// <summary>Answers with a graph in a form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="format">The form.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="state">For JSON whether the answer is whole.</param>
    /// <param name="now">The time that files bear.</param>
    public static Task WriteAsync(HttpContext context, IdentityFormat format, IdentityGraph graph, (Sight Sight, bool Complete) state, DateTimeOffset now)
    {
        if (state.Sight.Cut is string cut)
        {
            // The other formats have no place of their own to say it.
            context.Response.Headers["Parley-Cut"] = cut;
        }

        string mediaType = Array.Find(s_formats, f => f.Format == format).MediaType;
        return format switch
        {
            IdentityFormat.GraphMl => BytesAsync(context, mediaType, "neighbourhood.graphml", GraphMl.Write(graph)),
            IdentityFormat.Csv => BytesAsync(context, mediaType, "neighbourhood.zip", GraphCsv.Write(graph, now)),
            IdentityFormat.GeoJson => JsonResponse.WriteAsync(context, 200, graph, GraphJson.WriteGeo, mediaType),
            IdentityFormat.JsonLd => JsonResponse.WriteAsync(context, 200, graph, GraphJson.WriteLinked, mediaType),
            _ => JsonResponse.WriteAsync(context, 200, (graph, state.Sight, state.Complete), GraphJson.Write),
        };
    }

    private static async Task BytesAsync(HttpContext context, string mediaType, string name, byte[] content)
    {
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}
