using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Parley.Server.Delivery;

/// <summary>
/// A message with its objects as one <c>multipart/form-data</c> request (RFC 7578), which every web framework takes: the part <c>message</c>, then a part for each object, named as
/// the message names it. Objects are streamed; the length of all is known before.
/// </summary>
internal static class MultipartMessage
{
    private const int BoundaryBytes = 24;

    /// <summary>The request's content.</summary>
    /// <param name="message">The message.</param>
    /// <param name="attachments">The objects.</param>
    public static HttpContent Of(HttpContent message, IReadOnlyList<Attachment> attachments)
    {
        // Random, so that no object can hold it: its bytes are a stranger's.
        string boundary = "parley-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BoundaryBytes));
        MultipartFormDataContent form = new(boundary);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        message.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"message\"" };
        form.Add(message);
        foreach (Attachment attachment in attachments)
        {
            StreamedContent part = new(attachment);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(attachment.MediaType);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{attachment.Name}\"", FileName = $"\"{attachment.FileName}\"" };
            part.Headers.TryAddWithoutValidation("Repr-Digest", $"sha-256=:{Convert.ToBase64String(attachment.Sha256)}:");
            form.Add(part);
        }

        return form;
    }

    private sealed class StreamedContent(Attachment attachment) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => attachment.CopyAsync(stream, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => attachment.CopyAsync(stream, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = attachment.Size;
            return true;
        }
    }
}
