using Parley.Engine.Processes;
using Parley.Server.Operations;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Finds the instances that a replay is asked for: one, or those of a filter.</summary>
internal sealed class InstanceFilter(Store store, ProcessCatalogue catalogue)
{
    /// <summary>The members of a request's body that say which.</summary>
    public static readonly string[] Names = ["instance", "process", "status", "since", "until", "limit"];

    private const int MostName = 200;

    /// <summary>Finds them, new to old.</summary>
    public async Task<List<ProcessRow>> FindAsync(JsonRequest request, CancellationToken cancellationToken)
    {
        if (request.Optional("instance", 20) is string id)
        {
            return PublicId.TryParse('p', id, out long key) && await store.Reader.ProcessAsync(key, cancellationToken) is ProcessRow row
                ? [row]
                : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no instance '{id}'.", "body: instance"));
        }

        string? asked = request.Optional("status", 20);
        return await store.Reader.ProcessesBetweenAsync(
            await ProcessAsync(request, cancellationToken),
            StatusOf(asked),
            asked == "parked",
            request.Moment("since", 0),
            request.Moment("until", long.MaxValue),
            (int)request.Number("limit", 1, ReplayFilter.Most, 100),
            cancellationToken);
    }

    /// <summary>The process that a request names; null when it names none, a problem when nothing has ever been one of that name.</summary>
    public async Task<string?> ProcessAsync(JsonRequest request, CancellationToken cancellationToken) =>
        request.Optional("process", MostName) is null ? null
        : request.Known("process", MostName, await catalogue.NamesAsync(cancellationToken));

    private static ProcessStatus? StatusOf(string? text) =>
        text is null or "parked" ? null
        : Enum.TryParse(text, ignoreCase: true, out ProcessStatus status) && Enum.IsDefined(status) && !char.IsAsciiDigit(text[0]) ? status
        : throw new ProblemException(new Problem(
            400, ServerIssues.BadRequest, $"A status is one of {string.Join(", ", Enum.GetNames<ProcessStatus>().Select(n => n.ToLowerInvariant()))}, parked.", "body: status"));
}
