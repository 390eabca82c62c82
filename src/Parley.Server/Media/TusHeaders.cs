using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>The headers and statuses of tus 1.0.0, the protocol of resumable uploads (https://tus.io/protocols/resumable-upload).</summary>
internal static class TusHeaders
{
    /// <summary>The status for bytes whose checksum is another.</summary>
    public const int ChecksumMismatch = 460;

    /// <summary>The media type of a stretch of an upload.</summary>
    public const string Stretch = "application/offset+octet-stream";

    private const string Version = "1.0.0";
    private const string Extensions = "creation,creation-with-upload,termination,checksum,expiration";

    /// <summary>Whether a request is one of the protocol.</summary>
    public static bool IsTus(HttpRequest request) => request.Headers.ContainsKey("Tus-Resumable");

    /// <summary>Makes the answer, a refusal too, one of the protocol; a problem when the request is of another version.</summary>
    public static void Begin(HttpContext context)
    {
        context.Response.Headers["Tus-Resumable"] = Version;
        if (context.Request.Headers["Tus-Resumable"] != Version)
        {
            context.Response.Headers["Tus-Version"] = Version;
            throw new ProblemException(new Problem(StatusCodes.Status412PreconditionFailed, MediaProblems.WrongProtocol, "The request says no version, or another.", "header Tus-Resumable"));
        }
    }

    /// <summary>Says what is understood.</summary>
    public static void Describe(HttpResponse response, MediaDefinition media)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers["Tus-Resumable"] = Version;
        response.Headers["Tus-Version"] = Version;
        response.Headers["Tus-Extension"] = Extensions;
        response.Headers["Tus-Max-Size"] = Number(media.MaxBytes);
        response.Headers["Tus-Checksum-Algorithm"] = UploadChecksum.Algorithms;
    }

    /// <summary>Says how an upload stands.</summary>
    public static void Write(HttpResponse response, MediaRow row)
    {
        response.Headers["Upload-Offset"] = Number(row.Received);
        if (row.State == MediaState.Uploading)
        {
            response.Headers["Upload-Expires"] = new DateTimeOffset(Clock.Moment(row.Due)).ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Says all of an upload.</summary>
    public static void WriteAll(HttpResponse response, MediaRow row)
    {
        Write(response, row);
        response.Headers["Upload-Length"] = Number(row.Size);
        if (row.Metadata is { Length: > 0 } metadata)
        {
            response.Headers["Upload-Metadata"] = metadata;
        }
    }

    /// <summary>Where the bytes of a request begin; a problem when it does not say.</summary>
    public static long Offset(HttpRequest request) =>
        long.TryParse(request.Headers["Upload-Offset"], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            ? offset
            : throw new ProblemException(new Problem(400, MediaProblems.BadUpload, "It must be a whole number from 0.", "header Upload-Offset"));

    /// <summary>Whether the body is a stretch of an upload.</summary>
    public static bool IsStretch(HttpRequest request) => string.Equals(request.ContentType, Stretch, StringComparison.OrdinalIgnoreCase);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
