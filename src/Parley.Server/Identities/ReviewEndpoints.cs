using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary><c>/v1/identity-reviews</c>: pairs of records that wait for a person, and what people decide on them.</summary>
internal sealed class ReviewEndpoints(IdentityRequest requests, ReviewDesk desk, DecisionTable decisions, ReviewPlaces places, Authenticator authenticator)
{
    private const int MostReason = 1000;
    private const int UsualPairs = 20;
    private const int MostPairs = 100;

    /// <summary>Answers with a page of the queue, heaviest first; with <c>conflicts=true</c> of the pairs on which people differ.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Sight sight = await ReviewerAsync(context);
        bool conflicts = context.Request.Query["conflicts"] == "true";
        (List<ReviewItem> items, (int Weight, long Low, long High)? next) = conflicts
            ? await desk.ConflictsAsync(sight, Position(context), Limit(context), context.RequestAborted)
            : await desk.QueueAsync(sight, Position(context), Limit(context), context.RequestAborted);
        await requests.RecordAsync(context, sight, items.SelectMany(i => new[] { i.Left, i.Right }), "identity-review");
        await JsonPage.WriteAsync(context, "pairs", items, next is (int, long, long) place ? places.Seal(place) : null, Write);
    }

    /// <summary>Decides on two records: <c>left</c>, <c>right</c>, <c>verdict</c> (same, not-same, cannot-tell) and <c>reason</c>.</summary>
    public async Task DecideAsync(HttpContext context)
    {
        Sight sight = await ReviewerAsync(context);
        JsonRequest body = await JsonRequest.ReadAsync(context, "left", "right", "verdict", "reason");
        Verdict verdict = DecisionJson.Of(body.Required("verdict", 20))
            ?? throw Wrong("'verdict' is same, not-same or cannot-tell.", "body: verdict");
        (long left, long right) = (RecordOf(body, "left"), RecordOf(body, "right"));
        if (left == right)
        {
            throw Wrong("A record is the same as itself.", "body: right");
        }

        ReviewItem item = await desk.FindAsync(sight, left, right, context.RequestAborted)
            ?? throw new ProblemException(new Problem(404, ServerIssues.NotFound, "There are no such two records of persons of which this caller may see all.", "body"));
        IdentityDecisionRow row = await desk.DecideAsync(sight.Asker.Caller, item, verdict, body.Required("reason", MostReason), context.RequestAborted);
        await JsonResponse.WriteAsync(context, StatusCodes.Status201Created, (row, DecisionTable.Differ(decisions.Of(row.Low, row.High))), static (w, d) => DecisionJson.Write(w, d.row, d.Item2, ToldOf.All));
    }

    /// <summary>Undoes a decision: what the weights and other people say holds again.</summary>
    public async Task UndoAsync(HttpContext context)
    {
        Sight sight = await ReviewerAsync(context);
        IdentityDecisionRow? row = PublicId.TryParse('j', (string)context.Request.RouteValues["id"]!, out long id) ? decisions.Find(id) : null;
        if (row is null || await desk.FindAsync(sight, row.Low, row.High, context.RequestAborted) is not ReviewItem item)
        {
            throw IdentityRequest.NotFound(context);
        }

        ToldOf told = ToldOf.Decision(sight, row, item.Left, item.Right);
        if (row.Undone is not null)
        {
            throw new ProblemException(new Problem(409, IdentityIssues.AlreadyUndone, told.Who ? $"It was undone by {row.UndoneBy}." : "It was undone.", "address: id"));
        }

        IdentityDecisionRow undone = await desk.UndoAsync(sight.Asker.Caller, row, context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (undone, told), static (w, d) => DecisionJson.Write(w, d.undone, false, d.told));
    }

    private static long RecordOf(JsonRequest body, string name) =>
        PublicId.TryParse('k', body.Required(name, 30), out long record) ? record : throw Wrong($"'{name}' must be the id of a record.", $"body: {name}");

    private static ProblemException Wrong(string what, string where) => new(new Problem(400, IdentityIssues.NotUnderstood, what, where));

    private static int Limit(HttpContext context) =>
        QueryNumber.Of(context.Request, "limit", UsualPairs, MostPairs, $"A page has 1 to {MostPairs} pairs.", IdentityIssues.NotUnderstood);

    private static void Write(Utf8JsonWriter writer, ReviewItem item)
    {
        writer.WriteStartObject();
        WriteRecord(writer, "left", item.Left);
        WriteRecord(writer, "right", item.Right);
        ExplanationJson.WriteExplanation(writer, item.Explanation);
        item.WriteDecisions(writer);
        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, string name, SeenRecord record)
    {
        writer.WriteStartObject(name);
        writer.WriteString("record"u8, PublicId.Record(record.Name));
        writer.WriteString("system"u8, record.System);
        writer.WriteString("knownAt"u8, Clock.Moment(record.KnownAt));
        writer.WriteString("label"u8, RecordLabel.Of(record.Record));
        writer.WritePropertyName("attributes"u8);
        RecordJson.WriteAttributes(writer, record.Record);
        writer.WriteEndObject();
    }

    private (int Weight, long Low, long High)? Position(HttpContext context)
    {
        string? after = context.Request.Query["after"];
        return after is null ? null : places.Open(after) ?? throw Wrong($"'{after}' is not the 'next' of a page.", "query: after");
    }

    private Task<Sight> ReviewerAsync(HttpContext context)
    {
        authenticator.Require(context, Rights.ReviewIdentities);
        return requests.OpenAsync(context);
    }
}
