using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary><c>/v1/exceptions/bulk</c>: an act on many exceptions, shown before it is done.</summary>
internal sealed class BulkEndpoints(Authenticator authenticator, Desk desk, Bulk bulk, ServerOptions options)
{
    private const int Most = 500;
    private const int MostReason = 1000;

    private readonly Previews<BulkPreview> _previews = new(options, DeskIssues.NoPreview);

    /// <summary>Shows what would happen to each: <c>{"act": "resubmit", "exceptions": [...]}</c> or with a <c>filter</c>.</summary>
    public async Task PreviewAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        JsonRequest request = await JsonRequest.ReadAsync(context, "act", "exceptions", "filter", "reason", "person", "group");
        BulkAct act = ActOf(request);
        List<BulkItem> items = [];
        foreach (Case one in await CasesAsync(request, caller, context.RequestAborted))
        {
            items.Add(await bulk.PreviewAsync(one, act, caller, context.RequestAborted));
        }

        await AnswerAsync(context, _previews.Keep(CaseGate.NameOf(caller), new BulkPreview(act, items)), act, items);
    }

    /// <summary>Does what was shown to those it can be done to.</summary>
    public async Task ConfirmAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Resend);
        BulkPreview preview = _previews.Take((string)context.Request.RouteValues["token"]!, CaseGate.NameOf(caller));
        List<BulkItem> items = [];
        foreach (BulkItem shown in preview.Items)
        {
            items.Add(await bulk.DoAsync(shown, preview.Act, caller, context.RequestAborted));
        }

        await AnswerAsync(context, null, preview.Act, items);
    }

    private static Task AnswerAsync(HttpContext context, (string Text, long Until)? token, BulkAct act, List<BulkItem> items) =>
        JsonResponse.WriteAsync(context, 200, (token, act, items), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("act"u8, state.act.Name);
            PreviewJson.Write(writer, state.token, "items", state.items, static (writer, item) =>
            {
                writer.WriteString("exception"u8, PublicId.Exception(item.Exception));
                return item.Foreseen;
            });
            writer.WriteEndObject();
        });

    private static BulkAct ActOf(JsonRequest request)
    {
        string name = request.Required("act", 20);
        (string? person, string? group) = (request.Optional("person", 200), request.Optional("group", 100));
        string? assignee = person is not null ? "person:" + person : group is not null ? "group:" + group : null;
        return (name, person is not null && group is not null) switch
        {
            ("resubmit", false) when assignee is null => new BulkAct(name, null, null),
            ("discard", false) when assignee is null => new BulkAct(name, request.Required("reason", MostReason), null),
            ("reassign", false) when assignee is not null => new BulkAct(name, request.Required("reason", MostReason), assignee),
            _ => throw Bad("An act is resubmit, discard (with a reason), or reassign (with a reason, and a person or a group)."),
        };
    }

    private async Task<List<Case>> CasesAsync(JsonRequest request, Caller caller, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> named = request.Texts("exceptions", Most, 20);
        IReadOnlyDictionary<string, string> filter = request.Map("filter", 6, 200);
        if ((named.Count == 0) == (filter.Count == 0))
        {
            throw Bad($"Give either 'exceptions', up to {Most}, or a 'filter'.");
        }

        if (filter.Count > 0)
        {
            return (await desk.ListAsync(DeskQuery.Read(filter, caller), Most, cancellationToken)).Cases;
        }

        List<Case> cases = [];
        foreach (string id in named.Distinct())
        {
            Case? one = PublicId.TryParse('e', id, out long key) ? await desk.FindAsync(key, cancellationToken) : null;
            cases.Add(one is not null && CaseGate.IsThere(caller, one.Exception) ? one : throw CaseGate.NotThere(id));
        }

        return cases;
    }

    private static ProblemException Bad(string why) => new(new Problem(400, ServerIssues.BadRequest, why, "body"));
}
