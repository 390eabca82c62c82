using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Starts instances by the clock: at the times of a cron expression, each time an interval has passed, or so long after the instance before has ended. When the
/// last time was is kept with each start. Of several times that passed while the server was down, one is made up for. It rests by the system's clock, so that one
/// that is set forward is noticed.
/// </summary>
internal sealed class ScheduleRunner(ProcessRunner runner, ProcessTools tools, WorkspaceHost workspace, ServerOptions options, ILogger<ScheduleRunner> log)
    : PeriodicService(TimeSpan.FromSeconds(1), TimeProvider.System, log)
{
    private const string CursorPrefix = "process-schedule:";

    private readonly Dictionary<string, (long Last, long Instance)> _last = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await tools.Catalogue.RefreshAsync(cancellationToken);
        await EachAsync(
            tools.Catalogue.Latest.Where(d => d.Definition.Schedule is { OnKind: null }), d => LookAsync(d, d.Definition.Schedule!, cancellationToken), cancellationToken);
    }

    private async Task LookAsync(KeptDefinition definition, ProcessSchedule schedule, CancellationToken cancellationToken)
    {
        string name = CursorPrefix + definition.Name;
        if (!_last.TryGetValue(name, out (long Last, long Instance) last))
        {
            last = await ReadAsync(name, cancellationToken);
            _last[name] = last;
        }

        DateTimeOffset now = options.Time.GetUtcNow();
        if (await DueAsync(schedule, last, cancellationToken) is not { } due || due > now)
        {
            return;
        }

        // An interval goes on from when it was due, so that it does not drift; what was missed by more than one is not made up for.
        DateTimeOffset counted = schedule.Every is { } every && now - due < every ? due : now;
        long at = counted.ToUnixTimeMilliseconds();
        (long Id, bool IsNew)? started = await runner.StartAsync(
            definition,
            JqValue.FromMembers([]),
            string.Create(CultureInfo.InvariantCulture, $"schedule:{at}"),
            cancellationToken,
            new StartWith
            {
                Statements = session => session.Execute(Statements.SetCursor, name, string.Create(CultureInfo.InvariantCulture, $"{at}"), Clock.Microseconds(options.Time)),
            });
        if (started is { } made)
        {
            _last[name] = (at, made.Id);
        }
    }

    private async Task<DateTimeOffset?> DueAsync(ProcessSchedule schedule, (long Last, long Instance) last, CancellationToken cancellationToken)
    {
        DateTimeOffset before = DateTimeOffset.FromUnixTimeMilliseconds(last.Last);
        if (schedule.Cron is { } cron)
        {
            return cron.Next(before, TimeZoneInfo.FindSystemTimeZoneById(workspace.Current.Workspace.Installation.Zone.Name));
        }

        if (schedule.Every is { } every)
        {
            return before + every;
        }

        // So long after the one before has ended; the first one at once.
        return last.Instance == 0 ? before
            : await tools.Store.Reader.ProcessAsync(last.Instance, cancellationToken) is not { } row ? before
            : row.Status is ProcessStatus.Completed or ProcessStatus.Faulted or ProcessStatus.Cancelled ? new DateTimeOffset(Clock.Moment(row.Changed)) + schedule.After!.Value
            : null;
    }

    // A schedule that is new begins now.
    private async Task<(long Last, long Instance)> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (await tools.Store.Reader.CursorAsync(name, cancellationToken) is { } cursor)
        {
            List<ProcessRow> newest = await tools.Store.Reader.ProcessesAsync(name[CursorPrefix.Length..], null, parked: false, long.MaxValue, 1, cancellationToken);
            return (long.Parse(cursor, CultureInfo.InvariantCulture), newest is [ProcessRow row] ? row.Id : 0);
        }

        long now = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await tools.Store.WriteAsync(
            new StatementWork(Statements.SetCursor, name, now.ToString(CultureInfo.InvariantCulture), Clock.Microseconds(options.Time)), cancellationToken);
        return (now, 0);
    }
}
