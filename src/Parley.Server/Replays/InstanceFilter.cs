using System.Globalization;
using Parley.Engine.Processes;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Finds the instances that a replay is asked for: one, or those of a filter.</summary>
internal sealed class InstanceFilter(Store store)
{
    /// <summary>The members of a request's body that say which.</summary>
    public static readonly string[] Names = ["instance", "process", "status", "since", "until", "limit"];

    /// <summary>Finds them, new to old.</summary>
    public async Task<List<long>> FindAsync(JsonRequest request, CancellationToken cancellationToken)
    {
        if (request.Optional("instance", 20) is string id)
        {
            return PublicId.TryParse('p', id, out long key) && await store.Reader.ProcessAsync(key, cancellationToken) is not null
                ? [key]
                : throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no instance '{id}'.", "body: instance"));
        }

        string? asked = request.Optional("status", 20);
        List<ProcessRow> rows = await store.Reader.ProcessesBetweenAsync(
            request.Optional("process", 200),
            StatusOf(asked),
            asked == "parked",
            MomentOf(request, "since", 0),
            MomentOf(request, "until", long.MaxValue),
            (int)request.Number("limit", 1, ReplayFilter.Most, 100),
            cancellationToken);
        return [.. rows.Select(r => r.Id)];
    }

    private static ProcessStatus? StatusOf(string? text) =>
        text is null or "parked" ? null
        : Enum.TryParse(text, ignoreCase: true, out ProcessStatus status) && Enum.IsDefined(status) && !char.IsAsciiDigit(text[0]) ? status
        : throw new ProblemException(new Problem(
            400, ServerIssues.BadRequest, $"A status is one of {string.Join(", ", Enum.GetNames<ProcessStatus>().Select(n => n.ToLowerInvariant()))}, parked.", "body: status"));

    private static long MomentOf(JsonRequest request, string name, long otherwise) =>
        request.Optional(name, 40) is not string text ? otherwise
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? Clock.Microseconds(moment - DateTimeOffset.UnixEpoch)
        : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{name}' is a moment such as 2026-11-01T00:00:00Z.", $"body: {name}"));
}
