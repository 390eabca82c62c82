using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Limit.HandWritten;

namespace Parley.Limit;

/// <summary>Answers POST /incidents: translates, waits for the commit, and answers 202 with the number.</summary>
internal sealed class Intake(CommitWriter commits, SemaphoreSlim room)
{
    private const long LargestBody = 1_048_576;

    [ThreadStatic]
    private static IncidentTranslator? _translator;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != "/incidents" || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (context.Request.ContentLength is not { } length || length > LargestBody)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var body = await ReadBodyAsync(context.Request, (int)length, context.RequestAborted);
        try
        {
            await AcceptAsync(context, new Exchange(body, Translate(body)));
        }
        catch (Exception fault) when (fault is FormatException or JsonException or ArgumentException)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, JsonSerializer.Serialize(new Dictionary<string, string> { ["error"] = fault.Message }));
        }
        catch (IOException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>The XML of a body; also used for what an earlier run left undelivered.</summary>
    public static byte[] Translate(byte[] body)
    {
        _translator ??= new IncidentTranslator();
        _buffer ??= new ArrayBufferWriter<byte>(4096);
        _buffer.ResetWrittenCount();
        _translator.Translate(body, _buffer);
        return _buffer.WrittenSpan.ToArray();
    }

    private async Task AcceptAsync(HttpContext context, Exchange exchange)
    {
        await room.WaitAsync(context.RequestAborted);
        try
        {
            await commits.EnqueueAsync(exchange, CancellationToken.None);
            await exchange.Committed;
        }
        catch (IOException)
        {
            room.Release();
            throw;
        }

        await AnswerAsync(context, StatusCodes.Status202Accepted, string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{exchange.Id}}}"));
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, int length, CancellationToken cancellationToken)
    {
        var result = await request.BodyReader.ReadAtLeastAsync(length, cancellationToken);
        var body = result.Buffer.ToArray();
        request.BodyReader.AdvanceTo(result.Buffer.End);
        return body;
    }

    private static async Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(json);
        Encoding.UTF8.GetBytes(json, context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync();
    }
}
