using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Finds the exchanges that a replay is asked for: one, or those of a filter, of the caller's own.</summary>
internal sealed class ReplayFilter(Store store, WorkspaceHost workspace)
{
    /// <summary>The most exchanges of one request.</summary>
    public const int Most = 500;

    /// <summary>The members of a request's body that say which.</summary>
    public static readonly string[] Names = ["exchange", "system", "type", "status", "since", "limit"];

    /// <summary>Finds them, new to old.</summary>
    public async Task<List<ExchangeRow>> FindAsync(JsonRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Optional("exchange", 20) is string id)
        {
            ExchangeRow? row = PublicId.TryParse('x', id, out long key) ? await store.Reader.ExchangeAsync(key, cancellationToken) : null;
            return row is not null && Disclosure.IsOwn(caller, row.System)
                ? [row]
                : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no exchange '{id}' that this caller may see.", "body: exchange"));
        }

        int limit = (int)request.Number("limit", 1, Most, 100);
        IReadOnlyCollection<string>? within = Disclosure.OwnSystems(caller);
        string? system = request.Known("system", 100, within ?? [.. workspace.Current.Workspace.Systems.Keys]);
        ExchangeFilter filter = new(system, request.Optional("type", 100), request.Known("status", 100, ExchangeEndpoints.Statuses), null, long.MaxValue, limit)
        {
            Within = within,
            Since = request.Moment("since", 0),
        };
        return await store.Reader.ExchangesAsync(filter, cancellationToken);
    }
}
