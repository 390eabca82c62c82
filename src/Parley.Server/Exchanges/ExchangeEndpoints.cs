using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary><c>GET /v1/exchanges</c> and <c>GET /v1/exchanges/{id}</c>: what became of a message. A system sees its own, a person those of the systems of
/// the person's organisation and what of others' was delivered to these, an operator all; what they carried only with the right to see it.</summary>
internal sealed class ExchangeEndpoints(
    Authenticator authenticator, Store store, Disclosure disclosure, ExchangeTrace trace, ReceivedExchanges received, ConsultationLog consultations)
{
    /// <summary>The statuses of an exchange, its deliveries taken into account, by which exchanges can be asked for.</summary>
    public static readonly string[] Statuses = ["delivering", "delivered", "failed", "held", "refused", "corrected", "discarded", "erased", "withdrawn"];

    /// <summary>Answers with a page of exchanges, new to old.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        IQueryCollection query = context.Request.Query;
        string? status = query["status"];
        if (status is not null && !Statuses.Contains(status))
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"A status is one of {string.Join(", ", Statuses)}.", "query: status"));
        }

        if (query.ContainsKey("reference") && !caller.Has(Rights.SeeContent))
        {
            // Whoever may not see references must not learn them by asking for one after the other.
            throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "To look for a reference needs the right see-content.", "query: reference"));
        }

        PageQuery page = PageQuery.Read(context.Request, 'x');
        ExchangeFilter filter = new(query["system"], query["type"], status, query["reference"], page.Before, page.Limit)
        {
            Within = query.ContainsKey("reference") ? disclosure.ReadableSystems(caller) : Disclosure.OwnSystems(caller),
            ArrivedAt = caller.System is null && !caller.IsOperator ? disclosure.ReceivingSystems(caller) : null,
        };
        List<ListedExchange> listed = await received.ExchangesAsync(caller, filter, context.RequestAborted);
        string? next = listed.Count == page.Limit ? PublicId.Exchange(listed[^1].Row.Id) : null;
        await JsonPage.WriteAsync(context, "exchanges", listed, next, Write);
    }

    /// <summary>Answers with one exchange, every stage's content and timing.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        ExchangeRow row = await FindAsync(context, caller);
        if (!Disclosure.IsOwn(caller, row.System))
        {
            await GetReceivedAsync(context, caller, row);
            return;
        }


        // What the ledger is told by a header is what it is decided by; an address may say it too, for those who follow a link.
        string? purpose = StatedReason.PurposeOf(context) ?? context.Request.Query["purpose"];
        string? reason = StatedReason.ReasonOf(context) ?? context.Request.Query["reason"];
        ExchangeView view = await trace.CollectAsync(row, caller, purpose, reason, context.RequestAborted);
        if (await IsNewAsync(context, caller, row, view.ETag()))
        {
            await JsonResponse.WriteAsync(context, 200, view, ExchangeJson.Write);
        }
    }

    private async Task GetReceivedAsync(HttpContext context, Caller caller, ExchangeRow row)
    {
        List<(DeliveryRow Delivery, byte[]? Body)> arrived = [];
        foreach (DeliveryRow delivery in await received.OfAsync(caller, row, context.RequestAborted))
        {
            ContentPermit? permit = disclosure.PermitReceived(caller, row, delivery);
            arrived.Add((delivery, permit is null ? null : await store.Reader.ContentAsync(delivery.Content, permit, context.RequestAborted)));
        }

        if (await IsNewAsync(context, caller, row, DeliveryEndpoints.ETag(arrived)))
        {
            await JsonResponse.WriteAsync(context, 200, (row, arrived), static (writer, state) => ReceivedJson.Write(writer, state.row, state.arrived));
        }
    }

    // Answers 304 when the caller has it already; otherwise puts it into the ledger that it is read.
    private async Task<bool> IsNewAsync(HttpContext context, Caller caller, ExchangeRow row, string etag)
    {
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch.Contains(etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return false;
        }

        await consultations.RecordAsync(context, caller, PublicId.Exchange(row.Id), etag, "exchange-read");
        return true;
    }

    private async Task<ExchangeRow> FindAsync(HttpContext context, Caller caller)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        ExchangeRow? row = PublicId.TryParse('x', id, out long key) ? await store.Reader.ExchangeAsync(key, context.RequestAborted) : null;
        return row is not null
            && (Disclosure.IsOwn(caller, row.System) || disclosure.Sees(caller, row, await store.Reader.DeliveriesAsync(row.Id, context.RequestAborted)))
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no exchange '{id}' that this caller may see.", "address: id"));
    }

    private static void Write(Utf8JsonWriter writer, ListedExchange one)
    {
        writer.WriteStartObject();
        if (one.IsOwn)
        {
            ExchangeJson.WriteHead(writer, one.Row, one.Deliveries, one.ShowsContent);
        }
        else
        {
            ReceivedJson.WriteHead(writer, one.Row, one.Deliveries);
        }

        writer.WriteNumber("deliveries"u8, one.Deliveries.Count);
        writer.WriteEndObject();
    }
}
