using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary><c>/v1/reviews</c>: content that has come up under a retention rule, and what a person decides of it.</summary>
internal sealed class ReviewEndpoints(RecordAccess access, Store store, RecordActs acts, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>Answers with a page of reviews of what the caller keeps the records of, new to old; open ones unless told otherwise.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = access.Keeper(context);
        bool decided = context.Request.Query["status"] == "all";
        PageQuery page = PageQuery.Read(context.Request, 'r');
        List<ReviewRow> rows = await store.Reader.ReviewsAsync(decided, caller.Within, page.Before, page.Limit, context.RequestAborted);
        string? next = rows.Count == page.Limit ? PublicId.Review(rows[^1].Id) : null;
        await JsonPage.WriteAsync(context, "reviews", rows, next, Write);
    }

    /// <summary>Decides: <c>{"decision": "keep" | "erase", "reason": "...", "nextReview": "2031-01-01"}</c>.</summary>
    public async Task DecideAsync(HttpContext context)
    {
        Caller caller = access.Keeper(context);
        ReviewRow review = await FindAsync(context, caller);
        RecordBody body = await RecordBody.ReadAsync(context);
        string decision = body.Required("decision");
        string reason = body.Reason();
        if (decision is not ("keep" or "erase"))
        {
            throw RecordBody.Missing("A 'decision' is keep or erase.");
        }

        if (review.Decided is not null)
        {
            throw new ProblemException(new Problem(409, RecordIssues.Settled, $"It was decided by {review.By}: {review.Decision}.", "address: id"));
        }

        ActRequest request = new(caller.Actor, access.OrganisationOf(caller), reason) { Origin = "retention:" + review.Rule };
        long? next = decision == "keep" ? NextReview(body, review) : null;
        if (decision == "erase" && await store.Reader.ExchangeAsync(review.Exchange, context.RequestAborted) is { Status: not ExchangeStatus.Erased } row)
        {
            await acts.EraseAsync(row, request, context.RequestAborted);
        }

        await store.WriteAsync(new DecideWork(review, decision, request.By, request.Organisation, reason, next), CancellationToken.None);
        await JsonResponse.WriteAsync(context, 200, await FindAsync(context, caller), Write);
    }

    private static void Write(Utf8JsonWriter writer, ReviewRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Review(row.Id));
        writer.WriteString("status"u8, row.Decided is null ? "open" : "decided");
        writer.WriteString("exchange"u8, PublicId.Exchange(row.Exchange));
        writer.WriteString("rule"u8, row.Rule);
        writer.WriteString("opened"u8, Clock.Moment(row.Opened));
        writer.WriteString("due"u8, Clock.Moment(row.Due));
        if (row.Decision is not null)
        {
            writer.WriteString("decision"u8, row.Decision);
            writer.WriteString("by"u8, row.By);
            writer.WriteString("reason"u8, row.Reason);
        }

        ActJson.WriteMoment(writer, "decided", row.Decided);
        ActJson.WriteMoment(writer, "nextReview", row.NextDue);
        writer.WriteEndObject();
    }

    /// <summary>When kept content comes up again: as the person says, else after the rule's period for it.</summary>
    private long NextReview(RecordBody body, ReviewRow review)
    {
        DateTime now = options.Time.GetUtcNow().UtcDateTime;
        DateTime next = workspace.Current.Workspace.Retention.Rules.FirstOrDefault(r => r.Id == review.Rule)?.Again.After(now) ?? now.AddYears(1);
        if (body.Optional("nextReview") is string text
            && !(DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out next) && next > now))
        {
            throw RecordBody.Missing("A 'nextReview' is a date to come, such as 2031-01-01.");
        }

        return Clock.Microseconds(next);
    }

    // Whose record it is decides what becomes of it: another organisation's is for who operates the installation, and to others is not there.
    private async Task<ReviewRow> FindAsync(HttpContext context, Caller caller)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return PublicId.TryParse('r', id, out long key)
            && await store.Reader.ReviewAsync(key, context.RequestAborted) is ReviewRow row
            && await store.Reader.ExchangeAsync(row.Exchange, context.RequestAborted) is ExchangeRow exchange
            && access.IsKeeperOf(caller, exchange)
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no review '{id}'.", "address: id"));
    }
}
