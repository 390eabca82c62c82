using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Who may act on what: whoever has the right over records of their organisation, and a source system on what it sent itself.</summary>
internal sealed class RecordAccess(Authenticator authenticator, Store store, WorkspaceHost workspace)
{
    /// <summary>The caller, who may see that exchanges took place at all.</summary>
    public Caller Caller(HttpContext context) => authenticator.Require(context, Rights.SeeExchanges);

    /// <summary>The caller, who may act on records of its own at all: a system, or whoever has the right over records.</summary>
    public Caller Owner(HttpContext context) =>
        authenticator.Require(context) is { System: not null } system ? system : authenticator.Require(context, Rights.Records);

    /// <summary>The caller, with the right over records.</summary>
    public Caller Keeper(HttpContext context) => authenticator.Require(context, Rights.Records);

    /// <summary>The caller and the exchange of the address, which the caller may act on; one that it may not see is not there.</summary>
    public async Task<(Caller Caller, ExchangeRow Row)> FindAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context);
        string id = (string)context.Request.RouteValues["id"]!;
        ExchangeRow? row = PublicId.TryParse('x', id, out long key) ? await store.Reader.ExchangeAsync(key, context.RequestAborted) : null;
        if (row is null || !(caller.MaySee(row.System) || IsKeeperOf(caller, row)))
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no exchange '{id}' that this caller may see.", "address: id"));
        }

        return MayAct(caller, row)
            ? (caller, row)
            : throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "Only the owner acts on a record: its source system, or who has the right over records.", "address: id"));
    }

    /// <summary>Whether a caller may act on an exchange.</summary>
    public bool MayAct(Caller caller, ExchangeRow row) =>
        string.Equals(caller.System, row.System, StringComparison.Ordinal) || IsKeeperOf(caller, row);

    /// <summary>The organisation that a caller acts for.</summary>
    public string OrganisationOf(Caller caller) => caller.Organisation ?? workspace.Current.Workspace.Installation.Organisation;

    /// <summary>Whether a caller has the right over the records of the organisation that an exchange came from.</summary>
    public bool IsKeeperOf(Caller caller, ExchangeRow row) => caller.Has(Rights.Records) && (caller.IsOperator
        || (workspace.Current.Workspace.Systems.TryGetValue(row.System, out SystemDefinition? system)
            && string.Equals(system.Organisation, caller.Organisation, StringComparison.Ordinal)));
}
