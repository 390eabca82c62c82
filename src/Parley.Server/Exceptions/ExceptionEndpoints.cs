using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Intake;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary><c>/v1/exceptions</c>: what a person must look at, and what the person decides.</summary>
internal sealed class ExceptionEndpoints(Authenticator authenticator, Store store, WorkspaceHost workspace, Disclosure disclosure, Resolver resolver)
{
    private const int MostReason = 1000;

    /// <summary>Answers with a page of exceptions, new to old; open ones unless told otherwise.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        ExceptionStatus? status = (string?)context.Request.Query["status"] switch
        {
            null or "open" => ExceptionStatus.Open,
            "corrected" => ExceptionStatus.Corrected,
            "resent" => ExceptionStatus.Resent,
            "discarded" => ExceptionStatus.Discarded,
            "settled" => ExceptionStatus.Settled,
            "all" => null,
            _ => throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "A status is one of open, corrected, resent, discarded, settled, all.", "query: status")),
        };
        PageQuery page = PageQuery.Read(context.Request, 'e');
        List<ExceptionRow> rows = await store.Reader.ExceptionsAsync(caller.Within, status, page.Before, page.Limit, context.RequestAborted);
        string? next = rows.Count == page.Limit ? PublicId.Exception(rows[^1].Id) : null;
        Func<ExceptionRow, bool> shows = row => Shows(caller, row);
        await JsonPage.WriteAsync(context, "exceptions", rows, next, (writer, row) => ExceptionJson.Write(writer, row, shows(row)));
    }

    /// <summary>Answers with one exception.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        ExceptionRow row = await FindAsync(context, caller);
        bool content = Shows(caller, row);
        string etag = $"\"{PublicId.Exception(row.Id)}-{(int)row.Status}{(content ? "" : "-plain")}\"";
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch.Contains(etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await JsonResponse.WriteAsync(context, 200, (row, content), static (writer, state) => ExceptionJson.Write(writer, state.row, state.content));
    }

    /// <summary>Takes the body as the corrected message.</summary>
    public async Task CorrectAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        ExceptionRow row = await FindOpenAsync(context, caller);
        byte[] body = await RequestBody.ReadAsync(context, workspace.Current.Workspace.Installation.MaxMessageBytes);
        await DepositEndpoint.AnswerAsync(context, await resolver.CorrectAsync(row, body, caller.Name, context.RequestAborted));
    }

    /// <summary>Sends again what failed, as it was.</summary>
    public async Task ResendAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        ExceptionRow row = await FindOpenAsync(context, caller);
        DepositResult? result = await resolver.ResendAsync(row, caller.Name, context.RequestAborted);
        if (result is not null)
        {
            // The findings of a message that is kept speak of what it holds.
            DepositResult shown = caller.Has(Rights.SeeContent) ? result : result with { Issues = [], StoredIssues = null };
            await DepositEndpoint.AnswerAsync(context, shown);
            return;
        }

        await AnswerAsync(context, caller, row.Id, StatusCodes.Status202Accepted);
    }

    /// <summary>Sets it aside with a reason: <c>{"reason": "..."}</c>.</summary>
    public async Task DiscardAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        ExceptionRow row = await FindOpenAsync(context, caller);
        await resolver.DiscardAsync(row, await ReadReasonAsync(context), caller.Name, context.RequestAborted);
        await AnswerAsync(context, caller, row.Id, StatusCodes.Status200OK);
    }

    private static async Task<string> ReadReasonAsync(HttpContext context)
    {
        byte[] body = await RequestBody.ReadAsync(context, MostReason * 8);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            string? reason = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("reason", out JsonElement value)
                ? value.GetString()?.Replace("\0", "", StringComparison.Ordinal).Trim()
                : null;
            if (reason is { Length: > 0 and <= MostReason })
            {
                return reason;
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Said below, as for a body without a reason.
        }

        throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"A discard needs a body {{\"reason\": \"...\"}} of 1 to {MostReason} characters.", "body"));
    }

    // Why a message failed may quote it: the organisations whose message it is, or whose system answered so, see that, and of theirs who may see content.
    private bool Shows(Caller caller, ExceptionRow row) =>
        disclosure.PermitView(caller, row.Owner) is not null || disclosure.PermitView(caller, row.Source) is not null;

    private async Task AnswerAsync(HttpContext context, Caller caller, long id, int status)
    {
        ExceptionRow? row = await store.Reader.ExceptionAsync(id, context.RequestAborted);
        await JsonResponse.WriteAsync(
            context, status, (row: row!, content: Shows(caller, row!)), static (writer, state) => ExceptionJson.Write(writer, state.row, state.content));
    }

    private async Task<ExceptionRow> FindOpenAsync(HttpContext context, Caller caller)
    {
        ExceptionRow row = await FindAsync(context, caller);
        if (!Disclosure.MayResend(caller, row.Owner))
        {
            throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "The exception is another system's task.", "address: id"));
        }

        return row.Status == ExceptionStatus.Open
            ? row
            : throw new ProblemException(new Problem(409, ServerIssues.AlreadyResolved, $"It is {StatusText.Of(row.Status)}.", "address: id"));
    }

    private async Task<ExceptionRow> FindAsync(HttpContext context, Caller caller)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        ExceptionRow? row = PublicId.TryParse('e', id, out long key) ? await store.Reader.ExceptionAsync(key, context.RequestAborted) : null;
        return row is not null && (Disclosure.IsOwn(caller, row.Owner) || Disclosure.IsOwn(caller, row.Source))
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no exception '{id}' that this caller may see.", "address: id"));
    }
}
