using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Operations;

/// <summary>
/// Answers with events: as a stream that goes on (server-sent events, when <c>text/event-stream</c> is accepted) or a page at a time. Both go on from wherever the
/// follower stopped.
/// </summary>
internal sealed class EventStream(ServerState server, ServerOptions options)
{
    private const string MediaType = "text/event-stream";
    private const int Usual = 100;
    private const int Most = 200;

    // Short enough that a stopping server is not held up, long enough to cost nothing.
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(15);

    // What a follower may read is asked for each event; who calls, anew with each connection.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>Whether a stream is asked for, which begins now; a page begins at the beginning.</summary>
    public static bool IsWanted(HttpContext context) => context.Request.Headers.Accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the follower says that it stopped; null where it does not say.</summary>
    public static string? PlaceOf(HttpContext context) =>
        context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : context.Request.Query["after"];

    /// <summary>The problem of a follower that says so in other words than those of this feed.</summary>
    public static ProblemException NoPlace(string cause) => new(new Problem(400, ServerIssues.BadRequest, cause, "Last-Event-ID, query: after"));

    /// <summary>Answers with a page, or with the stream.</summary>
    /// <param name="context">The request.</param>
    /// <param name="after">The row after which to begin.</param>
    /// <param name="feed">The events.</param>
    public Task AnswerAsync<T>(HttpContext context, long after, EventFeed<T> feed) =>
        IsWanted(context) ? StreamAsync(context, after, feed) : PageAsync(context, after, feed);

    private static async Task PageAsync<T>(HttpContext context, long after, EventFeed<T> feed)
    {
        (List<T> events, long last) = await feed.ReadAsync(after, LimitOf(context), context.RequestAborted);
        await JsonPage.WriteAsync(context, "events", events, feed.PlaceOf(last), feed.Write);
    }

    private async Task StreamAsync<T>(HttpContext context, long after, EventFeed<T> feed)
    {
        CancellationToken gone = context.RequestAborted;
        PipeWriter body = context.Response.BodyWriter;
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        Write(body, $": from here on\nid: {feed.PlaceOf(after)}\n\n");
        await body.FlushAsync(gone);
        (long began, long beat) = (options.Time.GetTimestamp(), options.Time.GetTimestamp());
        while (!server.IsStopping && options.Time.GetElapsedTime(began) < s_longest)
        {
            Task? changed = feed.Changed?.Invoke();
            (List<T> events, long last) = await feed.ReadAsync(after, Most, gone);
            bool moved = last != after;
            after = last;
            foreach (T one in events)
            {
                WriteEvent(body, one, feed);
            }

            if (events.Count > 0 || options.Time.GetElapsedTime(beat) >= s_beat)
            {
                // The place goes along with every beat, so that what the follower may not see is not looked through again.
                Write(body, $": still here\nid: {feed.PlaceOf(after)}\n\n");
                beat = options.Time.GetTimestamp();
                await body.FlushAsync(gone);
            }

            if (!moved)
            {
                Task rest = Task.Delay(s_look, options.Time, gone);
                await (changed is null ? rest : Task.WhenAny(changed, rest));
                gone.ThrowIfCancellationRequested();
            }
        }
    }

    private static void WriteEvent<T>(PipeWriter body, T one, EventFeed<T> feed)
    {
        (string place, string type) = feed.HeadOf(one);
        Write(body, $"id: {place}\nevent: {type}\ndata: ");
        using (Utf8JsonWriter json = new(body, JsonResponse.Options))
        {
            feed.Write(json, one);
        }

        Write(body, "\n\n");
    }

    private static void Write(PipeWriter body, string text) => body.Write(Encoding.UTF8.GetBytes(text));

    private static int LimitOf(HttpContext context) => QueryNumber.Of(context.Request, "limit", Usual, Most, $"A page has 1 to {Most} events.");
}
