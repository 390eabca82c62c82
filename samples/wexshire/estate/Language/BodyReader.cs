using System.Text;

namespace Wexshire.Estate.Language;

/// <summary>Reads the body of a request as text, strictly: bytes that are not the encoding are no text at all.</summary>
internal static class BodyReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body; null when its bytes are not UTF-8.</summary>
    public static async Task<string?> ReadText(HttpRequest request)
    {
        try
        {
            return Utf8.GetString(await ReadBytes(request));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static async Task<byte[]> ReadBytes(HttpRequest request)
    {
        var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return bytes.ToArray();
    }
}
