using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>
/// Who may load the history of a system: the system itself, and those of its own organisation who have the right to deposit. Who may see its exchanges sees how its
/// loads stand.
/// </summary>
internal sealed class LoadAccess(Authenticator authenticator, Disclosure disclosure, WorkspaceHost workspace, Store store)
{
    /// <summary>The caller and the system, when the caller may load the system's history.</summary>
    public (Caller Caller, SystemDefinition System) RequireLoader(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Deposit);
        string name = (string)context.Request.RouteValues["system"]!;

        // The same answer whether the other system exists or not.
        return MayLoad(caller, name) && workspace.Current.Workspace.Systems.TryGetValue(name, out SystemDefinition? system)
            ? (caller, system)
            : throw new ProblemException(new Problem(
                403, ServerIssues.NotPermitted, KnownWords.Unknown("system whose history this caller may load", name, LoadableBy(caller)), "address: system"));
    }

    /// <summary>The caller, when it may see exchanges.</summary>
    public Caller RequireViewer(HttpContext context) => authenticator.Require(context, Rights.SeeExchanges);

    /// <summary>The load of the address, as far as the caller may see it.</summary>
    public async Task<LoadRow> FindAsync(HttpContext context, Caller caller)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        LoadRow? row = PublicId.TryParse('l', id, out long key) ? await store.Reader.LoadAsync(key, context.RequestAborted) : null;
        return row is not null && Disclosure.IsOwn(caller, row.System)
            ? row
            : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no load '{id}' that this caller may see.", "address: id"));
    }

    /// <summary>The caller and the load of the address, when the caller may act on it.</summary>
    public async Task<(Caller Caller, LoadRow Load)> RequireActorAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.Deposit);
        LoadRow row = await FindAsync(context, caller);
        return MayLoad(caller, row.System)
            ? (caller, row)
            : throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "The load is another organisation's.", "address: id"));
    }

    private IEnumerable<string> LoadableBy(Caller caller) => workspace.Current.Workspace.Systems.Keys.Where(s => MayLoad(caller, s));

    private bool MayLoad(Caller caller, string system) =>
        caller.System is null ? disclosure.IsOfOwnOrganisation(caller, system) : string.Equals(caller.System, system, StringComparison.Ordinal);
}
