using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary><c>/v1/holds</c>: legal holds, which win over disposal and erasure while they last.</summary>
internal sealed class HoldEndpoints(RecordAccess access, Disclosure disclosure, Store store, ServerOptions options)
{
    /// <summary>Answers with a page of holds, new to old; those in force unless told otherwise.</summary>
    public async Task ListAsync(HttpContext context)
    {
        access.Keeper(context);
        bool ended = context.Request.Query["status"] == "all";
        PageQuery page = PageQuery.Read(context.Request, 'h');
        List<HoldRow> rows = await store.Reader.HoldsAsync(ended, page.Before, page.Limit, context.RequestAborted);
        string? next = rows.Count == page.Limit ? PublicId.Hold(rows[^1].Id) : null;
        await JsonPage.WriteAsync(context, "holds", rows, next, Write);
    }

    /// <summary>Answers with one hold.</summary>
    public async Task GetAsync(HttpContext context)
    {
        access.Keeper(context);
        await JsonResponse.WriteAsync(context, 200, await FindAsync(context), Write);
    }

    /// <summary>Places one: on an <c>exchange</c>, on a subject (<c>type</c> and <c>reference</c>) or on a <c>reference</c> of any type; with a <c>reason</c>.</summary>
    public async Task PlaceAsync(HttpContext context)
    {
        Caller caller = access.Keeper(context);
        RecordBody body = await RecordBody.ReadAsync(context);
        HoldRow hold = await WhatAsync(body, caller, context.RequestAborted);
        await store.WriteAsync(new HoldWork(hold, access.OrganisationOf(caller)), context.RequestAborted);
        context.Response.Headers.Location = $"/v1/holds/{PublicId.Hold(hold.Id)}";
        await JsonResponse.WriteAsync(context, StatusCodes.Status201Created, hold, Write);
    }

    /// <summary>Ends one, with a <c>reason</c>.</summary>
    public async Task EndAsync(HttpContext context)
    {
        Caller caller = access.Keeper(context);
        HoldRow hold = await FindAsync(context);
        RecordBody body = await RecordBody.ReadAsync(context);
        string reason = body.Reason();
        if (hold.Ended is not null)
        {
            throw new ProblemException(new Problem(409, RecordIssues.Settled, $"The hold was ended by {hold.EndedBy}.", "address: id"));
        }

        await store.WriteAsync(new EndHoldWork(hold, caller.Actor, access.OrganisationOf(caller), reason), context.RequestAborted);
        if (hold.Key is long key)
        {
            store.Keys.Erase([key]);
        }

        await JsonResponse.WriteAsync(context, 200, await FindAsync(context), Write);
    }

    private static void Write(Utf8JsonWriter writer, HoldRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Hold(row.Id));
        writer.WriteString("status"u8, row.Ended is null ? "in-force" : "ended");
        writer.WriteString("on"u8, row.Kind);
        if (row.Exchange is long exchange)
        {
            writer.WriteString("exchange"u8, PublicId.Exchange(exchange));
        }

        WriteText(writer, "type", row.Type);
        WriteText(writer, "reference", row.Reference);
        writer.WriteString("reason"u8, row.Reason);
        writer.WriteString("by"u8, row.By);
        writer.WriteString("placed"u8, Clock.Moment(row.Placed));
        ActJson.WriteMoment(writer, "ended", row.Ended);
        WriteText(writer, "endedBy", row.EndedBy);
        WriteText(writer, "endedReason", row.EndedReason);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private async Task<HoldRow> WhatAsync(RecordBody body, Caller caller, CancellationToken cancellationToken)
    {
        string? exchange = body.Optional("exchange");
        string? reference = body.Optional("reference");
        string? type = body.Optional("type");
        HoldRow hold = new()
        {
            Id = store.Ids.Next(),
            Kind = "reference",
            Reason = body.Reason(),
            By = caller.Actor,
            Placed = Clock.Microseconds(options.Time),
        };
        if (exchange is not null && reference is null && type is null)
        {
            return PublicId.TryParse('x', exchange, out long key) && await IsThereForAsync(caller, key, cancellationToken)
                ? hold with { Kind = "exchange", Exchange = key }
                : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no exchange '{exchange}'.", "body: exchange"));
        }

        return reference is not null && exchange is null
            ? hold with { Kind = type is null ? "reference" : "subject", Type = type, Reference = reference, Hash = store.Keys.Blind(reference) }
            : throw RecordBody.Missing("Give either 'exchange', or 'reference' with or without 'type'.");
    }

    // An exchange that the caller may not see is as one that does not exist: a hold would tell the two apart.
    private async Task<bool> IsThereForAsync(Caller caller, long exchange, CancellationToken cancellationToken) =>
        await store.Reader.ExchangeAsync(exchange, cancellationToken) is ExchangeRow row
        && (access.IsKeeperOf(caller, row) || disclosure.Sees(caller, row, await store.Reader.DeliveriesAsync(row.Id, cancellationToken)));

    private async Task<HoldRow> FindAsync(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return PublicId.TryParse('h', id, out long key) && await store.Reader.HoldAsync(key, context.RequestAborted) is HoldRow row
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no hold '{id}'.", "address: id"));
    }
}
