using System.Globalization;
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
        string? system = Known(request, "system", within ?? [.. workspace.Current.Workspace.Systems.Keys]);
        ExchangeFilter filter = new(system, request.Optional("type", 100), Known(request, "status", ExchangeEndpoints.Statuses), null, long.MaxValue, limit)
        {
            Within = within,
            Since = SinceOf(request.Optional("since", 40)),
        };
        return await store.Reader.ExchangesAsync(filter, cancellationToken);
    }

    private static string? Known(JsonRequest request, string name, IReadOnlyCollection<string> known) =>
        request.Optional(name, 100) is not string word || known.Contains(word) ? request.Optional(name, 100)
        : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, KnownWords.Unknown(name, word, known), $"body: {name}"));

    private static long SinceOf(string? text) => text is null ? 0
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? Clock.Microseconds(moment - DateTimeOffset.UnixEpoch)
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "'since' is a moment such as 2026-11-01T00:00:00Z.", "body: since"));
}
