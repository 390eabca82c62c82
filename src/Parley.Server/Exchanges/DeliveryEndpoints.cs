using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary><c>GET /v1/deliveries/{id}</c>: what a recipient was given, for the recipient. Nothing of what it was not given, nor that there was more.</summary>
internal sealed class DeliveryEndpoints(Authenticator authenticator, Store store, Disclosure disclosure)
{
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
        await JsonResponse.WriteAsync(context, 200, (row, body), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, PublicId.Delivery(state.row.Exchange, state.row.N));
            writer.WriteString("exchange"u8, PublicId.Exchange(state.row.Exchange));
            writer.WriteString("recipient"u8, state.row.Recipient);
            writer.WriteString("type"u8, state.row.Type);
            ExchangeJson.WriteContent(writer, "body", state.body);
            if (state.row.Done is long done)
            {
                writer.WriteString("delivered"u8, Clock.Moment(done));
            }

            writer.WriteEndObject();
        });
    }
}
