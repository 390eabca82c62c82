using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// <c>GET /v1/processes/events</c>: the lifecycle events of the specification as CloudEvents, as a stream that goes on or a page at a time. A type and a link, never
/// data. For operators: nobody else may see instances.
/// </summary>
internal sealed class LifecycleEndpoints(Authenticator authenticator, ProcessCatalogue catalogue, Store store, EventStream stream)
{
    // The specification's; the word for what happened stands between the two.
    private const string TypePrefix = "io.serverlessworkflow.workflow.";
    private const string TypeSuffix = ".v1";

    /// <summary>Answers with a page, or with the stream.</summary>
    public async Task GetAsync(HttpContext context)
    {
        authenticator.RequireOperator(context);
        string? process = QueryWord.Of(context.Request, "process", await catalogue.NamesAsync(context.RequestAborted));
        await stream.AnswerAsync(context, await AfterAsync(context), new EventFeed<LifecycleRow>
        {
            ReadAsync = async (from, most, cancellationToken) =>
            {
                List<LifecycleRow> rows = await store.Reader.LifecycleAfterAsync(process, from, most, cancellationToken);
                return (rows, rows.Count > 0 ? rows[^1].Id : from);
            },
            PlaceOf = PlaceOf,
            HeadOf = static row => (PlaceOf(row.Id), TypeOf(row)),
            Write = Write,
        });
    }

    private static string PlaceOf(long row) => row.ToString(CultureInfo.InvariantCulture);

    private static string TypeOf(LifecycleRow row) => $"{TypePrefix}{row.What}{TypeSuffix}";

    private static void Write(Utf8JsonWriter writer, LifecycleRow row)
    {
        string instance = PublicId.Process(row.Process);
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, string.Create(CultureInfo.InvariantCulture, $"{instance}:lifecycle:{row.Number}"));
        writer.WriteString("source"u8, $"/processes/{row.Namespace}/{row.Name}");
        writer.WriteString("type"u8, TypeOf(row));
        writer.WriteString("subject"u8, instance);
        writer.WriteString("time"u8, Clock.Moment(row.At));
        writer.WriteString("processversion"u8, row.Version);
        writer.WriteString("link"u8, "/v1/processes/instances/" + instance);
        writer.WriteEndObject();
    }

    private async Task<long> AfterAsync(HttpContext context) =>
        EventStream.PlaceOf(context) is not string text ? (EventStream.IsWanted(context) ? await store.Reader.LastLifecycleAsync(context.RequestAborted) : 0)
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long row) ? row
        : throw EventStream.NoPlace($"'{text}' is not the 'next' of a page.");
}
