using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary><c>/v1/notices</c>: who was told of corrections, re-gradings, withdrawals and erasures, and who has confirmed.</summary>
internal sealed class NoticeEndpoints(RecordAccess access, Store store)
{
    /// <summary>Answers with a page of notices, new to old: those to the caller's own systems and those of what they sent; all for an operator.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = access.Caller(context);
        string? state = context.Request.Query["status"];
        if (state is not (null or "open" or "confirmed" or "refused" or "late"))
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "A status is one of open, confirmed, refused, late.", "query: status"));
        }

        PageQuery page = PageQuery.Read(context.Request, 'n');
        List<NoticeRow> rows = await store.Reader.NoticesAsync(
            caller.Within, context.Request.Query["recipient"], state, page.Before, page.Limit, context.RequestAborted);
        string? next = rows.Count == page.Limit ? PublicId.Notice(rows[^1].Id) : null;
        await JsonPage.WriteAsync(context, "notices", rows, next, ActJson.Write);
    }

    /// <summary>Answers with one notice.</summary>
    public async Task GetAsync(HttpContext context)
    {
        NoticeRow row = await FindAsync(context, recipientOnly: false);
        await JsonResponse.WriteAsync(context, 200, row, ActJson.Write);
    }

    /// <summary>Records that the recipient has done what the notice asks: said by itself, or by the person it has told.</summary>
    public async Task ConfirmAsync(HttpContext context)
    {
        NoticeRow row = await FindAsync(context, recipientOnly: true);
        if (row.Confirmed is null)
        {
            Caller caller = access.Caller(context);
            await store.WriteAsync(new ConfirmWork(row, caller.Actor, access.OrganisationOf(caller)), context.RequestAborted);
        }

        NoticeRow? confirmed = await store.Reader.NoticeAsync(row.Id, context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, confirmed!, ActJson.Write);
    }

    private async Task<NoticeRow> FindAsync(HttpContext context, bool recipientOnly)
    {
        Caller caller = access.Caller(context);
        string id = (string)context.Request.RouteValues["id"]!;
        NoticeRow? row = PublicId.TryParse('n', id, out long key) ? await store.Reader.NoticeAsync(key, context.RequestAborted) : null;
        ExchangeRow? exchange = row is null ? null : await store.Reader.ExchangeAsync(row.Exchange, context.RequestAborted);
        bool recipient = row is not null && caller.MaySee(row.Recipient);
        if (row is null || !(recipient || (exchange is not null && caller.MaySee(exchange.System))))
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no notice '{id}' that this caller may see.", "address: id"));
        }

        // Who sent it sees it, so nothing is given away by saying why it is not theirs to confirm.
        return recipient || !recipientOnly || (exchange is not null && ToldByHand(row) && access.IsKeeperOf(caller, exchange))
            ? row
            : throw new ProblemException(new Problem(
                403, ServerIssues.NotPermitted, "The recipient confirms a notice, or who told it: an operator, or the owner's keeper of records where a person had to tell.", "address: id"));
    }

    /// <summary>Whether a person of the owner had to tell the recipient, and so is the one who heard that it was done.</summary>
    private static bool ToldByHand(NoticeRow row) => row.Channel == NoticeRow.ByPerson;
}
