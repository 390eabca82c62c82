using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Who may see which task: the people of its group, in its organisation, and the one person it is for; beside them who has the right over tasks. For anybody else it
/// is not there. A system sees none by itself, and for the person it calls for what that person sees.
/// </summary>
internal sealed class TaskAccess(Authenticator authenticator, Store store, WorkspaceHost workspace, Disclosure disclosure)
{
    /// <summary>The caller, if it is one that could have tasks: a person, a system for a person, or who supervises.</summary>
    public Caller Caller(HttpContext context)
    {
        Caller caller = authenticator.Require(context);
        return (caller.Person is not null && caller.Organisation is not null) || Supervises(caller)
            ? caller
            : throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "Tasks are for people; a system sees those of the person it calls for.", "header Authorization"));
    }

    /// <summary>The caller, with the right over tasks.</summary>
    public Caller Supervisor(HttpContext context) => authenticator.Require(context, Rights.Tasks);

    /// <summary>Whether a caller sees and reassigns the tasks of every group.</summary>
    public static bool Supervises(Caller caller) => caller.Has(Rights.Tasks);

    /// <summary>Who acts.</summary>
    public TaskActor Actor(Caller caller) => TaskActor.Of(caller, Own);

    /// <summary>The tasks of a caller's groups; of all groups for an operator's key, which is nobody's, and where a supervisor asks for all.</summary>
    public TaskFilter Within(Caller caller, bool all) => new()
    {
        Organisation = caller.Organisation ?? Own,
        Groups = Supervises(caller) && (all || caller.Person is null) ? null : caller.Roles,
        Person = caller.Person,
    };

    /// <summary>The caller and the task of the address; one that it may not see is not there.</summary>
    public async Task<(Caller Caller, TaskRow Row)> FindAsync(HttpContext context)
    {
        Caller caller = Caller(context);
        string id = (string)context.Request.RouteValues["id"]!;
        TaskRow? row = PublicId.TryParse('t', id, out long key) ? await store.Reader.TaskAsync(key, context.RequestAborted) : null;
        return row is not null && MaySee(caller, row)
            ? (caller, row)
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no task '{id}' that this caller may see.", "address: id"));
    }

    /// <summary>Whether a caller may see a task.</summary>
    public bool MaySee(Caller caller, TaskRow row) => Supervises(caller)
        ? row.Organisation == (caller.Organisation ?? Own)
        : caller.Person is not null && caller.Organisation == row.Organisation
            && (caller.Roles.Contains(row.Group, StringComparer.Ordinal) || caller.Person == row.Person);

    /// <summary>Whether an exchange is there for a caller: a task about one would tell it from one that does not exist.</summary>
    public async Task<bool> SeesAsync(Caller caller, long exchange, CancellationToken cancellationToken) =>
        await store.Reader.ExchangeAsync(exchange, cancellationToken) is ExchangeRow row && disclosure.Sees(caller, row, await store.Reader.DeliveriesAsync(exchange, cancellationToken));

    private string Own => workspace.Current.Workspace.Installation.Organisation;
}
