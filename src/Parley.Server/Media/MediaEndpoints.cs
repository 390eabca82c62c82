using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// <c>GET</c> and <c>HEAD /v1/media/{id}</c>: an object's bytes, whole or in part, for whoever the records that refer to it let see it. To everyone else it does not
/// exist. Who reads is recorded before a byte is handed out.
/// </summary>
internal sealed class MediaEndpoints(RepositoryAccess access, MediaRecords records, MediaContent content, MediaReads reads)
{
    /// <summary>The policy under which a browser runs nothing of what it is sent.</summary>
    public const string RunNothing = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private const int WaitSeconds = 60;

    /// <summary>Answers with the bytes, or for HEAD with their headers alone.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        ReadableMedia media = await FindAsync(context, asker);
        MediaRow row = media.Row;
        CheckReadable(row);
        string tag = $"\"{Convert.ToHexStringLower(row.Sha256!)}\"";
        ByteRange range = IsCurrent(context.Request.Headers.IfRange, tag) ? ByteRange.Read(context.Request.Headers.Range, row.Size) : new ByteRange(0, row.Size, false);
        WriteHeaders(context.Response, media, tag);
        if (range.Length == 0)
        {
            await reads.DescribedAsync(context, asker, media);
            context.Response.Headers.ContentRange = $"bytes */{row.Size.ToString(CultureInfo.InvariantCulture)}";
            throw new ProblemException(new Problem(StatusCodes.Status416RangeNotSatisfiable, MediaProblems.NoSuchRange, $"It has {row.Size} bytes.", "header Range"));
        }

        if (context.Request.Headers.IfNoneMatch.ToString() is { Length: > 0 } known && IsCurrent(known, tag))
        {
            await reads.DescribedAsync(context, asker, media);
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.StatusCode = range.IsPart ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK;
        context.Response.ContentType = row.Type;
        context.Response.ContentLength = range.Length;
        if (range.IsPart)
        {
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.From}-{range.From + range.Length - 1}/{row.Size}");
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            await reads.DescribedAsync(context, asker, media);
            return;
        }

        await SendAsync(context, asker, media, range);
    }

    /// <summary>Answers with what is known of an object, without its bytes.</summary>
    public async Task DescribeAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        if (await records.FindOwnAsync(asker, (string)context.Request.RouteValues["id"]!, context.RequestAborted) is MediaRow own)
        {
            await JsonResponse.WriteAsync(context, 200, own, MediaJson.Write);
            return;
        }

        ReadableMedia media = await FindAsync(context, asker);
        await reads.DescribedAsync(context, asker, media);
        await JsonResponse.WriteAsync(context, 200, media, MediaJson.Write);
    }

    /// <summary>Answers with the objects of a record that the caller may see, new to old.</summary>
    public async Task OfRecordAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        string id = (string)context.Request.RouteValues["id"]!;
        List<ReadableMedia> found = await records.OfRecordAsync(asker, id, context.RequestAborted)
            ?? throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no record '{id}' that this caller may see.", "address: id"));
        foreach (ReadableMedia media in found)
        {
            await reads.DescribedAsync(context, asker, media);
        }

        await JsonPage.WriteAsync(context, "objects", found, null, MediaJson.Write);
    }

    /// <summary>What everyone is told who may not see an object, whether there is one or not.</summary>
    public static ProblemException NotFound(string id) =>
        new(new Problem(404, ServerIssues.NotFound, $"There is no object '{id}' that this caller may see.", "address: id"));

    /// <summary>Refuses what nobody reads: what waits for its scan, and what the scanner found something in.</summary>
    public static void CheckReadable(MediaRow row)
    {
        switch (row.State)
        {
            case MediaState.Waiting:
                throw new ProblemException(new Problem(StatusCodes.Status423Locked, MediaProblems.NotYet, "It is not readable until it has been scanned.", "address: id") { RetryAfter = WaitSeconds });
            case MediaState.Quarantined:
                throw new ProblemException(new Problem(StatusCodes.Status403Forbidden, MediaProblems.Quarantined, "It is kept apart and nobody reads it.", "address: id"));
        }
    }

    private async Task SendAsync(HttpContext context, Asker asker, ReadableMedia media, ByteRange range)
    {
        // Opened before the answer begins: what is damaged is said, not sent.
        using MediaStretch stretch = await content.OpenAsync(media.Row, range.From, range.Length, media.Permit, context.RequestAborted);
        ReadOnlyMemory<byte> bytes = await stretch.NextAsync(context.RequestAborted);
        await reads.ReadAsync(context, asker, media, range.IsPart);
        PipeWriter body = context.Response.BodyWriter;
        while (!bytes.IsEmpty)
        {
            await body.WriteAsync(bytes, context.RequestAborted);
            bytes = await stretch.NextAsync(context.RequestAborted);
        }
    }

    private async Task<ReadableMedia> FindAsync(HttpContext context, Asker asker)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return await records.FindAsync(asker, id, context.RequestAborted) ?? throw NotFound(id);
    }

    private static void WriteHeaders(HttpResponse response, ReadableMedia media, string tag)
    {
        MediaRow row = media.Row;
        response.Headers.ETag = tag;
        response.Headers.AcceptRanges = "bytes";
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(row.Sha256!)}:";
        ContentDispositionHeaderValue disposition = new(MediaContentType.IsSafe(row.Type) ? "inline" : "attachment");
        disposition.SetHttpFileName(media.SavedAs);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = RunNothing;
    }

    // A tag that is not there holds; a date never does, for objects do not change.
    private static bool IsCurrent(string? condition, string tag) =>
        string.IsNullOrEmpty(condition) || condition == "*" || condition.Split(',').Any(c => c.Trim() == tag);
}
