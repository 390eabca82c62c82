using Microsoft.AspNetCore.Http;
using Parley.Server.Ledger;
using Parley.Server.Operations;

namespace Parley.Server.Repository;

/// <summary><c>GET /v1/events</c>: what became known of records, as a stream that goes on or a page at a time.</summary>
internal sealed class EventEndpoints(RepositoryAccess access, ChangeEvents events, EventIds ids, RepositoryState state, ConsultationLog consultations, EventStream stream)
{
    /// <summary>Answers with a page, or with the stream.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        long after = await AfterAsync(context);
        string[] types = [.. context.Request.Query["type"].OfType<string>().Distinct(StringComparer.Ordinal)];
        access.RequireTypes(types, ServerIssues.BadRequest, "query: type");
        await consultations.RecordAsync(context, asker.Caller, null, "events", "events");
        await stream.AnswerAsync(context, after, new EventFeed<ChangeEvent>
        {
            ReadAsync = (from, most, cancellationToken) => events.AfterAsync(asker, from, types, [], most, cancellationToken),
            PlaceOf = ids.PlaceAfter,
            HeadOf = change => (ids.Of(change.Row.Id), change.Type),
            Write = (writer, change) => ChangeEventJson.Write(writer, change, ids),
            Changed = () => state.Changed,
        });
    }

    private async Task<long> AfterAsync(HttpContext context) =>
        EventStream.PlaceOf(context) is not string text ? (EventStream.IsWanted(context) ? state.LastRow : 0)
        : await ids.FindAsync(text, context.RequestAborted) ?? throw EventStream.NoPlace(EventIds.Unknown(text));
}
