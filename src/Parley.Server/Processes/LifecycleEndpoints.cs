using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// <c>GET /v1/processes/events</c>: the lifecycle events of the specification as CloudEvents, a stream that goes on (server-sent events, when <c>text/event-stream</c> is
/// accepted) or a page at a time. A type and a link, never data. For operators: nobody else may see instances.
/// </summary>
internal sealed class LifecycleEndpoints(Authenticator authenticator, Store store, ServerState server, ServerOptions options)
{
    /// <summary>What the types of these events begin with; a word and <c>.v1</c> follow.</summary>
    public const string TypePrefix = "io.serverlessworkflow.workflow.";

    private const string TypeSuffix = ".v1";
    private const string Stream = "text/event-stream";
    private const int Usual = 100;
    private const int Most = 200;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>Answers with a page, or with the stream.</summary>
    public async Task GetAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        bool stream = context.Request.Headers.Accept.ToString().Contains(Stream, StringComparison.OrdinalIgnoreCase);
        string? process = context.Request.Query["process"];
        long after = await AfterAsync(context, stream);
        if (stream)
        {
            await StreamAsync(context, process, after);
            return;
        }

        List<LifecycleRow> rows = await store.Reader.LifecycleAfterAsync(process, after, Limit(context), context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (rows, after), static (writer, page) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("events"u8);
            page.rows.ForEach(r => Write(writer, r));
            writer.WriteEndArray();
            writer.WriteString("next"u8, Cursor(page.rows.Count > 0 ? page.rows[^1].Id : page.after));
            writer.WriteEndObject();
        });
    }

    private async Task StreamAsync(HttpContext context, string? process, long after)
    {
        CancellationToken gone = context.RequestAborted;
        PipeWriter body = context.Response.BodyWriter;
        context.Response.ContentType = Stream;
        context.Response.Headers.CacheControl = "no-store";
        Write(body, $": from here on\nid: {Cursor(after)}\n\n");
        await body.FlushAsync(gone);
        (long began, long beat) = (options.Time.GetTimestamp(), options.Time.GetTimestamp());
        while (!server.IsStopping && options.Time.GetElapsedTime(began) < s_longest)
        {
            List<LifecycleRow> rows = await store.Reader.LifecycleAfterAsync(process, after, Most, gone);
            foreach (LifecycleRow row in rows)
            {
                WriteEvent(body, row);
                after = row.Id;
            }

            if (rows.Count > 0 || options.Time.GetElapsedTime(beat) >= s_beat)
            {
                Write(body, ": still here\n\n");
                beat = options.Time.GetTimestamp();
                await body.FlushAsync(gone);
            }

            if (rows.Count < Most)
            {
                await Task.Delay(s_look, options.Time, gone);
            }
        }
    }

    private static void WriteEvent(PipeWriter body, LifecycleRow row)
    {
        Write(body, $"id: {Cursor(row.Id)}\nevent: {TypePrefix}{row.What}{TypeSuffix}\ndata: ");
        using (Utf8JsonWriter json = new(body, JsonResponse.Options))
        {
            Write(json, row);
        }

        Write(body, "\n\n");
    }

    private static void Write(PipeWriter body, string text) => body.Write(Encoding.UTF8.GetBytes(text));

    // Attributes of context alone.
    private static void Write(Utf8JsonWriter writer, LifecycleRow row)
    {
        string instance = PublicId.Process(row.Process);
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, string.Create(CultureInfo.InvariantCulture, $"{instance}:lifecycle:{row.Number}"));
        writer.WriteString("source"u8, $"/processes/{row.Namespace}/{row.Name}");
        writer.WriteString("type"u8, $"{TypePrefix}{row.What}{TypeSuffix}");
        writer.WriteString("subject"u8, instance);
        writer.WriteString("time"u8, Clock.Moment(row.At));
        writer.WriteString("processversion"u8, row.Version);
        writer.WriteString("link"u8, "/v1/processes/instances/" + instance);
        writer.WriteEndObject();
    }

    private static string Cursor(long row) => row.ToString(CultureInfo.InvariantCulture);

    // A stream begins now and a page at the beginning, unless the follower says where it stopped.
    private async Task<long> AfterAsync(HttpContext context, bool stream)
    {
        string? text = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : context.Request.Query["after"];
        return text is null ? (stream ? await store.Reader.LastLifecycleAsync(context.RequestAborted) : 0)
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long row) ? row
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{text}' is not the 'next' of a page.", "Last-Event-ID, query: after"));
    }

    private static int Limit(HttpContext context)
    {
        string? text = context.Request.Query["limit"];
        return text is null ? Usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= Most ? limit
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"A page has 1 to {Most} events.", "query: limit"));
    }
}
