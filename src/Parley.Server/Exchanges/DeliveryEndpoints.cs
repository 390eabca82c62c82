using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>
/// <c>GET /v1/deliveries</c> and <c>GET /v1/deliveries/{id}</c>: what a recipient was given, for the recipient. Nothing of what it was not given, nor that
/// there was more.
/// </summary>
internal sealed class DeliveryEndpoints(Authenticator authenticator, Store store, Disclosure disclosure, ReceivedExchanges received, ConsultationLog consultations)
{
    /// <summary>Answers with a page of what arrived, new to old.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        IQueryCollection query = context.Request.Query;
        PageQuery page = PageQuery.ReadDeliveries(context.Request, out (long Exchange, long N) before);
        string? system = query["system"];
        IReadOnlyCollection<string> systems = disclosure.ReceivingSystems(caller);
        ReceivedFilter filter = new(
            system is null ? systems : [.. systems.Where(s => s == system)], State(query["state"]), Since(query["since"]), before, page.Limit);
        List<DeliveryRow> rows = await received.PageAsync(caller, filter, context.RequestAborted);
        string? next = rows.Count == page.Limit ? PublicId.Delivery(rows[^1].Exchange, rows[^1].N) : null;
        await JsonPage.WriteAsync(context, "deliveries", rows, next, static (writer, row) =>
        {
            writer.WriteStartObject();
            ReceivedJson.WriteDelivery(writer, row);
            writer.WriteEndObject();
        });
    }

    /// <summary>Answers with one delivery.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        string id = (string)context.Request.RouteValues["id"]!;
        DeliveryRow? row = null;
        if (!PublicId.TryParseDelivery(id, out long key, out int n)
            || await store.Reader.ExchangeAsync(key, context.RequestAborted) is not ExchangeRow exchange
            || (row = await store.Reader.DeliveryAsync(key, n, context.RequestAborted)) is null
            || disclosure.PermitReceived(caller, exchange, row) is not ContentPermit permit)
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no delivery '{id}' that this caller may see.", "address: id"));
        }

        byte[]? body = await store.Reader.ContentAsync(row.Content, permit, context.RequestAborted);
        string etag = ETag([(row, body)]);
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch.Contains(etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await consultations.RecordAsync(context, caller, PublicId.Exchange(row.Exchange), etag, "delivery-read");
        await JsonResponse.WriteAsync(context, 200, (row, body), static (writer, state) =>
        {
            writer.WriteStartObject();
            ReceivedJson.WriteDelivery(writer, state.row);
            ExchangeJson.WriteContent(writer, "body", state.body);
            writer.WriteEndObject();
        });
    }

    /// <summary>Changes whenever what is shown of some deliveries does.</summary>
    public static string ETag(IReadOnlyList<(DeliveryRow Delivery, byte[]? Body)> arrived)
    {
        StringBuilder state = new();
        foreach ((DeliveryRow delivery, byte[]? body) in arrived)
        {
            state.Append(CultureInfo.InvariantCulture, $"{delivery.Exchange} {delivery.N} {(int)delivery.Status} {delivery.Done} {body is null};");
        }

        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.ToString())).AsSpan(0, 12))}\"";
    }

    private static DeliveryStatus? State(string? text) => text switch
    {
        null => null,
        "delivered" => DeliveryStatus.Delivered,
        "reply-held" => DeliveryStatus.ReplyHeld,
        _ => throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "A state is one of delivered, reply-held.", "query: state")),
    };

    private static long Since(string? text) => text is null ? 0
        : RequestMoment.TryParse(text, out DateTimeOffset since) ? Math.Max(Clock.Microseconds(since), 0)
        : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{text}' is no date and time (RFC 3339).", "query: since"));
}
