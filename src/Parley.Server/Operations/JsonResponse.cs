using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Operations;

/// <summary>Writes JSON answers without an object in between.</summary>
internal static class JsonResponse
{
    /// <summary>How all JSON of the API is written.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>Answers with what <paramref name="write"/> writes.</summary>
    public static async Task WriteAsync<T>(HttpContext context, int status, T state, Action<Utf8JsonWriter, T> write, string mediaType = "application/json")
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        Fill(response, state, write);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Fill<T>(HttpResponse response, T state, Action<Utf8JsonWriter, T> write)
    {
        ArrayBufferWriter<byte> buffer = t_buffer ??= new(1024);
        Utf8JsonWriter writer = t_writer ??= new(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer, state);
        writer.Flush();
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > 1 << 20)
        {
            t_buffer = null;
            t_writer = null;
        }
    }
}
