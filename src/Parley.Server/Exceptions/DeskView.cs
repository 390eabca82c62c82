using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Intake;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>What a caller may see of an exception, and how an act on it is answered.</summary>
internal sealed class DeskView(Desk desk, Disclosure disclosure)
{
    /// <summary>The exception of the address; one that the caller may not see is not there.</summary>
    public async Task<Case> FindAsync(HttpContext context, Caller caller)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return PublicId.TryParse('e', id, out long key) && await desk.FindAsync(key, context.RequestAborted) is { } one && CaseGate.IsThere(caller, one.Exception)
            ? one
            : throw CaseGate.NotThere(id);
    }

    /// <summary>
    /// Whether a caller may see why it failed, which may quote the message: the organisations whose message it is, or whose system answered so, and of theirs
    /// who may see content.
    /// </summary>
    public bool Shows(Caller caller, ExceptionRow row) =>
        disclosure.PermitView(caller, row.Owner) is not null || disclosure.PermitView(caller, row.Source) is not null;

    /// <summary>The right to read the message itself: its organisation's.</summary>
    public ContentPermit Permit(Caller caller, ExceptionRow row) => disclosure.PermitView(caller, row.Source)
        ?? throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "To see and correct the fields of a message needs the right to see what it carries.", "address: id"));

    /// <summary>Changes whenever the desk's part of an exception does.</summary>
    public static string StateOf(Case one) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{one.HeldBy} {(one.HeldBy is null ? 0 : one.Row.LockUntil)} {one.Row.Assignee} {one.Due} {one.IsOverdue} {one.Whose} {one.Urgency}"))).AsSpan(0, 6));

    /// <summary>Answers with a message that was sent in another's place, or with the exception when its delivery goes again.</summary>
    public Task AnswerAsync(HttpContext context, Caller caller, long id, DepositResult? result)
    {
        if (result is null)
        {
            return AnswerAsync(context, caller, id, StatusCodes.Status202Accepted);
        }

        // The findings of a message that is kept speak of what it holds.
        return DepositEndpoint.AnswerAsync(context, caller.Has(Rights.SeeContent) ? result : result with { Issues = [], StoredIssues = null });
    }

    /// <summary>Answers with the exception as it now stands.</summary>
    public async Task AnswerAsync(HttpContext context, Caller caller, long id, int status)
    {
        Case one = (await desk.FindAsync(id, context.RequestAborted))!;
        await JsonResponse.WriteAsync(
            context, status, (one, content: Shows(caller, one.Exception)), static (writer, state) => CaseJson.Write(writer, state.one, state.content));
    }
}
