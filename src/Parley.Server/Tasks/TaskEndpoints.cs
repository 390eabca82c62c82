using Microsoft.AspNetCore.Http;
using Parley.Engine.Issues;
using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary><c>/v1/tasks</c>: what people are asked to do.</summary>
internal sealed class TaskEndpoints(
    TaskAccess access, HumanTasks tasks, ObligationKeeper obligations, Store store, ConsultationLog consultations, ServerOptions options)
{
    /// <summary>Answers with a page of tasks, new to old: those of the caller's groups, only its own with <c>whose=mine</c>, those of all groups with <c>whose=all</c>.</summary>
    public async Task ListAsync(HttpContext context)
    {
        string? whose = context.Request.Query["whose"];
        string? status = context.Request.Query["status"];
        if (whose is not (null or "group" or "mine" or "all") || status is not (null or "open" or "done" or "all" or "overdue"))
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "whose is one of group, mine, all; status one of open, done, all, overdue.", "query"));
        }

        Caller caller = whose == "all" ? access.Supervisor(context) : access.Caller(context);
        PageQuery page = PageQuery.Read(context.Request, 't');
        long now = Now;
        TaskFilter filter = access.Within(caller, whose == "all") with
        {
            Mine = whose == "mine" ? access.Actor(caller).Name : null,
            Group = context.Request.Query["group"],
            Ended = status switch { "done" => true, "all" => null, _ => false },
            OverdueAt = status == "overdue" ? now : null,
            Before = page.Before,
            Limit = page.Limit,
        };
        List<TaskRow> rows = await store.Reader.TasksAsync(filter, context.RequestAborted);
        string? next = rows.Count == page.Limit ? PublicId.HumanTask(rows[^1].Id) : null;
        await JsonPage.WriteAsync(context, "tasks", rows, next, (writer, row) => TaskJson.WriteHead(writer, row, now));
    }

    /// <summary>Answers with one task, its content and history.</summary>
    public async Task GetAsync(HttpContext context)
    {
        (Caller caller, TaskRow row) = await access.FindAsync(context);
        string? exchange = row.Exchange is long about ? PublicId.Exchange(about) : null;
        await consultations.RecordAsync(context, caller, exchange, $"{PublicId.HumanTask(row.Id)} {row.Status}", "task");
        await ShowAsync(context, row, StatusCodes.Status200OK);
    }

    /// <summary>Gives a task.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        Caller caller = access.Supervisor(context);
        TaskBody body = await TaskBody.ReadAsync(context);
        string? key = context.Request.Headers["Idempotency-Key"];
        if (key is { Length: > 200 })
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "It has more than 200 characters.", "header Idempotency-Key"));
        }

        string name = string.IsNullOrWhiteSpace(key) ? PublicId.HumanTask(store.Ids.Next()) : $"{access.Actor(caller).Name} {key.Trim()}";
        IssueSink issues = new();
        if (tasks.Read(body.Root, HumanTasks.FromApi, name, access.Actor(caller).Name, issues) is not NewTask task)
        {
            throw new ProblemException(new Problem(422, TaskIssues.CannotBeMade, issues.Issues[0].Message, "body") { Issues = issues.Issues });
        }

        if (task.Exchange is long exchange && !await access.SeesAsync(caller, exchange, context.RequestAborted))
        {
            throw new ProblemException(new Problem(422, TaskIssues.CannotBeMade, "There is no such exchange.", "body: exchange"));
        }

        TaskRow row = await tasks.CreateAsync(task, context.RequestAborted);

        // Who gives a task by hand finds it on the list of what is owed.
        obligations.Wake();
        context.Response.Headers.Location = $"/v1/tasks/{PublicId.HumanTask(row.Id)}";
        await ShowAsync(context, row, StatusCodes.Status201Created);
    }

    /// <summary>Takes a task.</summary>
    public async Task ClaimAsync(HttpContext context)
    {
        (Caller caller, TaskRow row) = await access.FindAsync(context);
        await ShowAsync(context, await tasks.ClaimAsync(row.Id, access.Actor(caller), context.RequestAborted), StatusCodes.Status200OK);
    }

    /// <summary>Gives a task back to its group.</summary>
    public async Task ReleaseAsync(HttpContext context)
    {
        (Caller caller, TaskRow row) = await access.FindAsync(context);
        await ShowAsync(context, await tasks.ReleaseAsync(row.Id, access.Actor(caller), TaskAccess.Supervises(caller), context.RequestAborted), StatusCodes.Status200OK);
    }

    /// <summary>Does a task: <c>{"answer": …, "rationale": "…"}</c>.</summary>
    public async Task CompleteAsync(HttpContext context)
    {
        (Caller caller, TaskRow row) = await access.FindAsync(context);
        TaskBody body = await TaskBody.ReadAsync(context, "answer", "rationale");
        row = await tasks.CompleteAsync(row.Id, access.Actor(caller), body.Root.Member("answer"), body.Optional("rationale"), context.RequestAborted);
        await ShowAsync(context, row, StatusCodes.Status200OK);
    }

    /// <summary>Says something of a task: <c>{"text": "…"}</c>.</summary>
    public async Task CommentAsync(HttpContext context)
    {
        (Caller caller, TaskRow row) = await access.FindAsync(context);
        TaskBody body = await TaskBody.ReadAsync(context, "text");
        await ShowAsync(context, await tasks.CommentAsync(row.Id, access.Actor(caller), body.Required("text"), context.RequestAborted), StatusCodes.Status200OK);
    }

    /// <summary>Gives a task to another group or person: <c>{"group": "…", "person": "…", "reason": "…"}</c>.</summary>
    public async Task ReassignAsync(HttpContext context)
    {
        (Caller caller, TaskRow row) = await access.FindAsync(context);
        TaskBody body = await TaskBody.ReadAsync(context, "group", "person", "reason");
        (string? group, string? person, string reason) = (body.Optional("group"), body.Optional("person"), body.Required("reason"));
        if (group is null && person is null)
        {
            throw TaskBody.Bad("Give 'group', 'person' or both.");
        }

        if (group is not null && !tasks.HasGroup(group))
        {
            throw new ProblemException(new Problem(422, TaskIssues.CannotBeMade, $"There is no role '{group}' in access.yaml whose people could do it.", "body: group"));
        }

        if (person is { Length: > 255 } || person?.Any(char.IsControl) == true)
        {
            throw TaskBody.Bad("'person' must be a text of 1 to 255 characters.");
        }

        row = await tasks.ReassignAsync(row.Id, access.Actor(caller), TaskAccess.Supervises(caller), group, person, reason, context.RequestAborted);
        await ShowAsync(context, row, StatusCodes.Status200OK);
    }

    private long Now => Clock.Microseconds(options.Time);

    /// <summary>Whoever has passed a task on sees what became of it this once.</summary>
    private async Task ShowAsync(HttpContext context, TaskRow row, int status)
    {
        List<TaskEventRow> history = await store.Reader.TaskEventsAsync(row.Id, context.RequestAborted);
        await JsonResponse.WriteAsync(context, status, (row, history, Now), static (writer, shown) => TaskJson.Write(writer, shown.row, shown.history, shown.Now));
    }
}
