using System.Buffers;
using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;
using Parley.Server.Repository;

namespace Parley.Server.Media;

/// <summary>
/// <c>GET /v1/media/{id}/thumbnail</c>: the small picture that a camera put into a photograph, for whoever may read the photograph. No picture is made smaller here: there is no
/// decoder that is not native code, and none is fed with strangers' bytes.
/// </summary>
internal sealed class ThumbnailEndpoint(RepositoryAccess access, MediaRecords records, MediaContent content, MediaReads reads)
{
    private const string Jpeg = "image/jpeg";

    /// <summary>Answers with the thumbnail.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        string id = (string)context.Request.RouteValues["id"]!;
        ReadableMedia media = await records.FindAsync(asker, id, context.RequestAborted) ?? throw MediaEndpoints.NotFound(id);
        MediaEndpoints.CheckReadable(media.Row);
        byte[] thumbnail = (media.Row is { Type: Jpeg, Size: > 0 } ? await FindAsync(media, context.RequestAborted) : null)
            ?? throw new ProblemException(new Problem(404, MediaProblems.NoThumbnail, "No sound one was found in it.", "address: id"));
        await reads.ThumbnailAsync(context, asker, media);
        context.Response.ContentType = Jpeg;
        context.Response.ContentLength = thumbnail.Length;
        context.Response.Headers.ContentSecurityPolicy = MediaEndpoints.RunNothing;
        await context.Response.BodyWriter.WriteAsync(thumbnail, context.RequestAborted);
    }

    private async Task<byte[]?> FindAsync(ReadableMedia media, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> head = new(ExifThumbnail.Head);
        using MediaStretch stretch = await content.OpenAsync(media.Row, 0, Math.Min(media.Row.Size, ExifThumbnail.Head), media.Permit, cancellationToken);
        for (ReadOnlyMemory<byte> bytes = await stretch.NextAsync(cancellationToken); !bytes.IsEmpty; bytes = await stretch.NextAsync(cancellationToken))
        {
            head.Write(bytes.Span);
        }

        return ExifThumbnail.Find(head.WrittenSpan);
    }
}
