using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary><c>/v1/obligations</c>: what the force owes, and what of it is overdue.</summary>
internal sealed class ObligationEndpoints(TaskAccess access, Store store, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>Answers with a page, new to old: what the caller's groups owe, all of it for who has the right over tasks.</summary>
    public async Task ListAsync(HttpContext context)
    {
        string? status = context.Request.Query["status"];
        if (status is not (null or "open" or "overdue" or "done" or "all"))
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "A status is one of open, overdue, done, all.", "query: status"));
        }

        Caller caller = access.Caller(context);
        PageQuery page = PageQuery.Read(context.Request, 'b');
        TaskFilter filter = access.Within(caller, all: true) with
        {
            Group = context.Request.Query["group"],
            Ended = status switch { "done" => true, "all" => null, _ => false },
            OverdueAt = status == "overdue" ? Now : null,
            Before = page.Before,
            Limit = page.Limit,
        };
        List<ObligationRow> rows = await store.Reader.ObligationsAsync(filter, context.Request.Query["obligation"], context.RequestAborted);
        string? next = rows.Count == page.Limit ? PublicId.Obligation(rows[^1].Id) : null;
        await JsonPage.WriteAsync(context, "obligations", rows, next, (writer, row) => ObligationJson.Write(writer, row, workspace.Current.Workspace.Obligations, Now));
    }

    /// <summary>Answers with one.</summary>
    public async Task GetAsync(HttpContext context) => await ShowAsync(context, (await FindAsync(context)).Row);

    /// <summary>Ends one by hand: <c>{"rationale": "…", "owed": false}</c>; without <c>owed</c>, or with true, it has been fulfilled.</summary>
    public async Task FulfilAsync(HttpContext context)
    {
        (Caller caller, ObligationRow row) = await FindAsync(context);
        TaskBody body = await TaskBody.ReadAsync(context, "rationale", "owed");
        string rationale = body.Required("rationale");
        bool owed = body.Flag("owed", otherwise: true);
        if (row.Ended is not null)
        {
            throw new ProblemException(new Problem(409, TaskIssues.Ended, $"It was ended by {row.EndedBy}.", "address: id"));
        }

        await store.WriteAsync(new ObligationEndWork(row, owed, access.Actor(caller), rationale), context.RequestAborted);
        await ShowAsync(context, (await store.Reader.ObligationAsync(row.Id, context.RequestAborted))!);
    }

    private long Now => Clock.Microseconds(options.Time);

    private Task ShowAsync(HttpContext context, ObligationRow row) =>
        JsonResponse.WriteAsync(context, 200, (row, workspace.Current.Workspace.Obligations, Now), static (writer, shown) => ObligationJson.Write(writer, shown.row, shown.Obligations, shown.Now));

    private async Task<(Caller Caller, ObligationRow Row)> FindAsync(HttpContext context)
    {
        Caller caller = access.Caller(context);
        string id = (string)context.Request.RouteValues["id"]!;
        ObligationRow? row = PublicId.TryParse('b', id, out long key) ? await store.Reader.ObligationAsync(key, context.RequestAborted) : null;
        TaskFilter within = access.Within(caller, all: true);
        return row is not null && row.Organisation == within.Organisation && within.Groups?.Contains(row.Group, StringComparer.Ordinal) != false
            ? (caller, row)
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no obligation '{id}' that this caller may see.", "address: id"));
    }
}
