using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Intake;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary><c>/v1/exceptions</c>: what a person must look at, and what the person decides.</summary>
internal sealed class ExceptionEndpoints(
    Authenticator authenticator, Desk desk, CaseGate gate, DeskView view, WorkspaceHost workspace, Resolver resolver)
{
    private const int MostReason = 1000;

    /// <summary>Answers with a page of exceptions, new to old; open ones unless told otherwise.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        PageQuery page = PageQuery.Read(context.Request, 'e');
        DeskFilter filter = DeskQuery.Read(context.Request.Query, caller);
        (List<Case> cases, long? next) = await desk.ListAsync(filter with { Store = filter.Store with { Before = page.Before } }, page.Limit, context.RequestAborted);
        await JsonPage.WriteAsync(
            context, "exceptions", cases, next is long key ? PublicId.Exception(key) : null, (writer, one) => CaseJson.Write(writer, one, view.Shows(caller, one.Exception)));
    }

    /// <summary>Answers with one exception.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        Case one = await view.FindAsync(context, caller);
        bool content = view.Shows(caller, one.Exception);
        string etag = $"\"{PublicId.Exception(one.Exception.Id)}-{(int)one.Exception.Status}-{DeskView.StateOf(one)}{(content ? "" : "-plain")}\"";
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch.Contains(etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await JsonResponse.WriteAsync(context, 200, (one, content), static (writer, state) => CaseJson.Write(writer, state.one, state.content));
    }

    /// <summary>Takes the body as the corrected message.</summary>
    public async Task CorrectAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        Case found = await view.FindAsync(context, caller);
        byte[] body = await RequestBody.ReadAsync(context, workspace.Current.Workspace.Installation.MaxMessageBytes);
        DepositResult result = await gate.ActAsync(
            found.Exception.Id, caller, one => resolver.CorrectAsync(one.Exception, body, CaseGate.NameOf(caller), context.RequestAborted), context.RequestAborted);
        await DepositEndpoint.AnswerAsync(context, result);
    }

    /// <summary>Sends again what failed, as it was.</summary>
    public async Task ResendAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        Case found = await view.FindAsync(context, caller);
        DepositResult? result = await gate.ActAsync(
            found.Exception.Id, caller, one => resolver.ResendAsync(one.Exception, CaseGate.NameOf(caller), context.RequestAborted), context.RequestAborted);
        await view.AnswerAsync(context, caller, found.Exception.Id, result);
    }

    /// <summary>Sets it aside with a reason: <c>{"reason": "..."}</c>.</summary>
    public async Task DiscardAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        Case found = await view.FindAsync(context, caller);
        await gate.ActAsync(found.Exception.Id, caller, async one =>
        {
            await resolver.DiscardAsync(one.Exception, await ReadReasonAsync(context), CaseGate.NameOf(caller), context.RequestAborted);
            return true;
        }, context.RequestAborted);
        await view.AnswerAsync(context, caller, found.Exception.Id, StatusCodes.Status200OK);
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
}
