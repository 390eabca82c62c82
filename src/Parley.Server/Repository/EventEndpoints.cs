using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// <c>GET /v1/events</c>: what became known of records, as a stream that goes on (server-sent events, when <c>text/event-stream</c> is accepted) or a page at a time. Both go on
/// from wherever the subscriber stopped.
/// </summary>
internal sealed class EventEndpoints(
    RepositoryAccess access, ChangeEvents events, RepositoryState state, ServerState server, ConsultationLog consultations, ServerOptions options)
{
    private const string Stream = "text/event-stream";
    private const int Usual = 100;
    private const int Most = 200;

    // Short enough that a stopping server is not held up, long enough to cost nothing.
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(15);

    // Who may read what is asked for each event; who calls, anew with each connection.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>Answers with a page, or with the stream.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        bool stream = context.Request.Headers.Accept.ToString().Contains(Stream, StringComparison.OrdinalIgnoreCase);
        long after = After(context, stream);
        string[] types = [.. context.Request.Query["type"].OfType<string>().Distinct(StringComparer.Ordinal)];
        access.RequireTypes(types, ServerIssues.BadRequest, "query: type");
        await consultations.RecordAsync(context, asker.Caller, null, "events", "events");
        if (stream)
        {
            await StreamAsync(context, asker, after, types);
            return;
        }

        (List<ChangeEvent> found, long last) = await events.AfterAsync(asker, after, types, [], Limit(context), context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (found, last), static (writer, page) => ChangeEventJson.WritePage(writer, (page.found, page.last)));
    }

    private async Task StreamAsync(HttpContext context, Asker asker, long after, string[] types)
    {
        CancellationToken gone = context.RequestAborted;
        PipeWriter body = context.Response.BodyWriter;
        context.Response.ContentType = Stream;
        context.Response.Headers.CacheControl = "no-store";
        Write(body, $": from here on\nid: {PublicId.Version(after)}\n\n");
        await body.FlushAsync(gone);
        (long began, long beat) = (options.Time.GetTimestamp(), options.Time.GetTimestamp());
        while (!server.IsStopping && options.Time.GetElapsedTime(began) < s_longest)
        {
            Task changed = state.Changed;
            (List<ChangeEvent> found, long last) = await events.AfterAsync(asker, after, types, [], Most, gone);
            bool moved = last != after;
            after = last;
            foreach (ChangeEvent change in found)
            {
                WriteEvent(body, change);
            }

            if (found.Count > 0 || options.Time.GetElapsedTime(beat) >= s_beat)
            {
                // The place goes along with every beat, so that what the subscriber may not see is not looked through again.
                Write(body, $": still here\nid: {PublicId.Version(after)}\n\n");
                beat = options.Time.GetTimestamp();
                await body.FlushAsync(gone);
            }

            if (!moved)
            {
                await Task.WhenAny(changed, Task.Delay(s_look, options.Time, gone));
                gone.ThrowIfCancellationRequested();
            }
        }
    }

    private static void WriteEvent(PipeWriter body, ChangeEvent change)
    {
        Write(body, $"id: {PublicId.Version(change.Row.Id)}\nevent: {change.Type}\ndata: ");
        using (Utf8JsonWriter json = new(body, JsonResponse.Options))
        {
            ChangeEventJson.Write(json, change);
        }

        Write(body, "\n\n");
    }

    private static void Write(PipeWriter body, string text) => body.Write(Encoding.UTF8.GetBytes(text));

    // A stream begins now and a page at the beginning, unless the subscriber says where it stopped.
    private long After(HttpContext context, bool stream)
    {
        string? text = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : context.Request.Query["after"];
        return text is null ? (stream ? state.LastRow : 0)
            : PublicId.TryParse('v', text, out long row) ? row
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{text}' is not the id of an event.", "Last-Event-ID, query: after"));
    }

    private static int Limit(HttpContext context)
    {
        string? text = context.Request.Query["limit"];
        return text is null ? Usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= Most ? limit
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"A page has 1 to {Most} events.", "query: limit"));
    }
}
