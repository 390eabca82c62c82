using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Subscriptions;

/// <summary>Who may subscribe a system to change events: the system itself, and those of its own organisation who operate and may see content.</summary>
internal sealed class SubscriptionAccess(Authenticator authenticator, RepositoryAccess repository, Disclosure disclosure, WorkspaceHost workspace, Store store)
{
    /// <summary>The caller, when it may have to do with subscriptions at all.</summary>
    public Caller Require(HttpContext context) => authenticator.Require(context, Rights.SeeExchanges | Rights.SeeContent);

    /// <summary>The system, when the caller may subscribe it.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="name">The system named; null for the caller itself.</param>
    public SystemDefinition RequireSystem(Caller caller, string? name)
    {
        name ??= caller.System ?? throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "Name the 'system' that is to be told.", "body"));
        return IsOwn(caller, name) && workspace.Current.Workspace.Systems.TryGetValue(name, out SystemDefinition? system)
            ? system
            : throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "A system is subscribed by itself, or by those who operate for its organisation.", "body: system"));
    }

    /// <summary>Refuses types that there are not, and systems of which the one that is to be told may see nothing for the purpose.</summary>
    public void RequireKnown(SystemDefinition system, string? purpose, IReadOnlyList<string> types, IReadOnlyList<string> systems)
    {
        repository.RequireTypes(types, ServerIssues.BadRequest, "body: types");
        Asker asker = new(SystemCallers.Of(system, "subscription"), purpose, "subscription");
        repository.RequireSystems(asker, systems, ServerIssues.BadRequest, "body: systems");
    }

    /// <summary>The systems whose subscriptions the caller may see.</summary>
    public IReadOnlyCollection<string> SystemsOf(Caller caller) => [.. workspace.Current.Workspace.Systems.Keys.Where(s => IsOwn(caller, s))];

    /// <summary>The subscription of the address, when it is the caller's to see and change.</summary>
    public async Task<SubscriptionRow> FindAsync(HttpContext context)
    {
        Caller caller = Require(context);
        string id = (string)context.Request.RouteValues["id"]!;
        SubscriptionRow? row = PublicId.TryParse('s', id, out long key) ? await store.Reader.SubscriptionAsync(key, context.RequestAborted) : null;
        return row is not null && IsOwn(caller, row.System)
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no subscription '{id}' that this caller may see.", "address: id"));
    }

    private bool IsOwn(Caller caller, string system) => caller.System is not null
        ? string.Equals(caller.System, system, StringComparison.Ordinal)
        : caller.Has(Rights.Operate) && disclosure.IsOfOwnOrganisation(caller, system);
}
